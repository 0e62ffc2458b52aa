namespace GcWatch.Collectors.Attach;

/// <summary>How a stream ended.</summary>
/// <param name="Fault">What was wrong with the stream; null if nothing was: the target ended, or the session was stopped.</param>
public sealed record StreamEnd(string? Fault)
{
    /// <summary>The target ended, or the session was stopped.</summary>
    public static readonly StreamEnd TargetEnded = new((string?)null);

    public static StreamEnd Broken(string fault) => new(fault);
}
