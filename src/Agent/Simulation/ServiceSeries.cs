namespace GcWatch.Agent.Simulation;

/// <summary>A service's minutes and what was wrong in them.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Rows">In order; minutes may be missing.</param>
/// <param name="Labels">In any order.</param>
internal sealed record ServiceSeries(string Name, IReadOnlyList<MinuteRow> Rows, IReadOnlyList<AnomalyLabel> Labels);
