namespace GcWatch.Analysis.Gc;

/// <summary>A suspension that has begun and not ended, as far as is known: the application cannot run.</summary>
/// <param name="BeganAt">Time since the session began.</param>
/// <param name="Reason">GC or not: a debugger's stop that lasts is a stopped application as well.</param>
/// <param name="HasStopped">Whether all threads stand still; false while they are still being brought to a stop.</param>
public sealed record CurrentSuspension(TimeSpan BeganAt, SuspensionReason Reason, bool HasStopped)
{
    /// <summary>How long it has lasted; never negative, though the two clocks may differ by a little.</summary>
    public TimeSpan AgeAt(TimeSpan now) => now > BeganAt ? now - BeganAt : TimeSpan.Zero;
}
