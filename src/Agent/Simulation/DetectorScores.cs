namespace GcWatch.Agent.Simulation;

/// <summary>One detector's scores, one for each seed.</summary>
/// <param name="Detector">Its name.</param>
/// <param name="Seeds">Not empty.</param>
internal sealed record DetectorScores(string Detector, IReadOnlyList<Score> Seeds)
{
    public Spread Precision => Spread.Of(Seeds.Select(seed => seed.Precision));

    public Spread FalsePerServiceWeek => Spread.Of(Seeds.Select(seed => seed.FalsePerServiceWeek));

    public Spread Recall(ScoreKind kind) => Spread.Of(Seeds.Select(seed => seed.Recall(kind)));

    /// <summary>Minutes.</summary>
    public Spread MedianDelay(ScoreKind kind) => Spread.Of(Seeds.Select(seed => seed.MedianDelay(kind)));
}
