using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Baselines;

/// <summary>What one process's baseline has learnt, at one moment.</summary>
/// <param name="State">All of it.</param>
/// <param name="Watched">For how long its minutes were judged, by the clock of judgement.</param>
internal sealed record HandIn(ServiceBaselineState State, TimeSpan Watched);
