using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>All that one signal's baseline has learnt, to be kept across restarts.</summary>
/// <param name="Signal">Which signal.</param>
/// <param name="FirstHour">Number of the first hour that was learnt (<see cref="HourOfWeek.Number"/>).</param>
/// <param name="Level">See <see cref="SignalJudgement.Level"/>.</param>
/// <param name="Medians">672 hourly medians less the level, by <see cref="HourOfWeek.InCycle"/>; NaN where not learnt.</param>
/// <param name="Residuals">Three quartiles of what the centre did not explain for each of 168 hours; NaN where not known.</param>
/// <param name="Hour">Number of the hour in progress.</param>
/// <param name="HourValues">Its minutes so far, on the logarithmic scale.</param>
/// <param name="HourHotMinutes">How many of them were hot.</param>
public sealed record SignalBaselineState(
    BaselineSignal Signal, long? FirstHour, double Level, ImmutableArray<float> Medians, ImmutableArray<float> Residuals,
    long Hour, ImmutableArray<float> HourValues, int HourHotMinutes);
