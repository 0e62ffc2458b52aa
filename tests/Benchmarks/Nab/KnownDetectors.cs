namespace GcWatch.Benchmarks.Nab;

/// <summary>Never alarms: must score 0.</summary>
internal sealed class NullDetector : INabDetector
{
    public string Name => "null";

    public double[] Score(NabSeries series) => new double[series.Values.Length];
}

/// <summary>Knows the labels: must score 100.</summary>
internal sealed class PerfectDetector : INabDetector
{
    public string Name => "perfect";

    public double[] Score(NabSeries series)
    {
        double[] scores = new double[series.Values.Length];
        foreach ((int first, int last) in series.Windows) scores[Math.Min(last, Math.Max(first, series.ProbationaryRows))] = 1;
        return scores;
    }
}
