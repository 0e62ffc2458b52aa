namespace GcWatch.Collectors.Attach;

/// <summary>How a stream ended.</summary>
/// <param name="Fault">What was wrong with the stream; null if nothing was.</param>
/// <param name="IsMeterRefused">True if another tool's metrics session excludes ours: attach again with EventCounters.</param>
public sealed record StreamEnd(string? Fault, bool IsMeterRefused)
{
    /// <summary>The target ended, or the session was stopped.</summary>
    public static readonly StreamEnd TargetEnded = new(null, false);

    public static readonly StreamEnd MeterRefused = new(null, true);

    public static StreamEnd Broken(string fault) => new(fault, false);
}
