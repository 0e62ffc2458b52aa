using System.Globalization;

namespace GcWatch.Agent.Simulation;

/// <summary>The table for people.</summary>
internal static class TextScoreTable
{
    private static readonly string[] Head =
    [
        "detector", "precision %", "false/service-week", "leaks found %", "delay h", "bursts found %", "delay min",
        "pauses >=2x found %", "delay min", "pauses <2x found %",
    ];

    public static IEnumerable<string> Lines(IReadOnlyList<DetectorScores> detectors)
    {
        string[][] rows = [Head, .. detectors.Select(Row)];
        int[] widths = [.. Head.Select((_, column) => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows) yield return string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();
        yield return "";
        foreach (string line in Footnotes(detectors[0].Seeds)) yield return line;
    }

    private static string[] Row(DetectorScores scores) =>
    [
        scores.Detector,
        scores.Precision.Text(100, "0.0"),
        scores.FalsePerServiceWeek.Text(1, "0.00"),
        scores.Recall(ScoreKind.Leak).Text(100, "0.0"),
        scores.MedianDelay(ScoreKind.Leak).Text(1 / 60.0, "0.0"),
        scores.Recall(ScoreKind.Burst).Text(100, "0.0"),
        scores.MedianDelay(ScoreKind.Burst).Text(1, "0.0"),
        scores.Recall(ScoreKind.Pause).Text(100, "0.0"),
        scores.MedianDelay(ScoreKind.Pause).Text(1, "0.0"),
        scores.Recall(ScoreKind.SmallPause).Text(100, "0.0"),
    ];

    private static IEnumerable<string> Footnotes(IReadOnlyList<Score> seeds)
    {
        int Labelled(ScoreKind kind) => seeds.Sum(seed => seed.Labelled(kind));
        yield return string.Create(CultureInfo.InvariantCulture,
            $"labelled: {Labelled(ScoreKind.Leak)} leaks, {Labelled(ScoreKind.Burst)} bursts, {Labelled(ScoreKind.Pause)} pause regressions of 2x or more, {Labelled(ScoreKind.SmallPause)} smaller");
        yield return "delay: median over what was found; what was missed is 100 % less found. Mean ± standard deviation over runs.";
    }
}
