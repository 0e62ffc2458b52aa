namespace GcWatch.Analysis.Baselines;

/// <summary>The quartiles of one signal in one hour, in the signal's own unit.</summary>
/// <param name="Signal">Which signal.</param>
/// <param name="Hour">See <see cref="HourOfWeek.Number"/>.</param>
/// <param name="Q25">First quartile.</param>
/// <param name="Q50">Median.</param>
/// <param name="Q75">Third quartile.</param>
public readonly record struct HistoryHour(BaselineSignal Signal, long Hour, double Q25, double Q50, double Q75);
