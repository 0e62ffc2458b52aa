namespace GcWatch.Agent.Simulation;

/// <summary>Runs detectors over series and keeps the score of each.</summary>
/// <param name="detectors">Which.</param>
/// <param name="learning">How much of a series is not scored.</param>
internal sealed class SeriesScorer(IReadOnlyList<DetectorChoice> detectors, Func<ServiceSeries, TimeSpan> learning)
{
    private readonly Score[] scores = [.. detectors.Select(_ => new Score())];

    public IReadOnlyList<Score> Scores => scores;

    public void Take(ServiceSeries series)
    {
        if (series.Rows.Count == 0) return;
        long from = series.Rows[0].Minute + (long)learning(series).TotalMinutes;
        for (int at = 0; at < scores.Length; at++) scores[at].Add(series, Run(detectors[at].Create(), series), from);
    }

    private static AlertLog Run(IMinuteDetector detector, ServiceSeries series)
    {
        var alerts = new AlertLog();
        foreach (MinuteRow row in series.Rows) alerts.Put(row.Minute, detector.Advance(row));
        return alerts;
    }
}
