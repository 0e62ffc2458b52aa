using System.Globalization;

namespace GcWatch.Benchmarks.Nab;

/// <summary>Prints the benchmark's standard score of our baseline, and of three detectors whose scores are known.</summary>
internal static class NabRun
{
    public static int Print(string directory)
    {
        var corpus = new NabCorpus(directory);
        IReadOnlyList<NabSeries> series = corpus.Series();
        NabWeights weights = corpus.Weights("standard");
        Console.WriteLine($"NAB: {series.Count} series, {series.Sum(one => one.Windows.Length)} windows, profile standard");
        foreach (INabDetector detector in (INabDetector[])[new BaselineNabDetector(), new WindowedGaussian(), new NullDetector(), new PerfectDetector()])
        {
            var score = NabScore.Of(series, [.. series.Select(detector.Score)], weights);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{detector.Name,-18} {score.Normalised,6:0.0}   windows found {score.Found} of {score.Windows}, alarms outside {score.FalseAlarms}, threshold {score.Threshold:0.####}"));
        }

        Console.WriteLine("Thresholds are tuned on the data that they are scored on, as NAB does it; its labels are disputed (Wu, Keogh, arXiv 2009.13807).");
        return 0;
    }
}
