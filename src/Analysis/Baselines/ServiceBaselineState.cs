using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>All that a service's baseline has learnt: plain values, for a snapshot file.</summary>
/// <param name="Signals">One for each signal that was ever measured.</param>
public sealed record ServiceBaselineState(ImmutableArray<SignalBaselineState> Signals);
