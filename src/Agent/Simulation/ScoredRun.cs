namespace GcWatch.Agent.Simulation;

/// <summary>One seed, or one directory.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Scores">One for each detector.</param>
internal sealed record ScoredRun(string Name, IReadOnlyList<Score> Scores);
