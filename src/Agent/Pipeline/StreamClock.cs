namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Where a stream's own clock stands now: at the last event's time plus what has passed here since it came. Events come up to 150 ms
/// late, so it runs that little behind. One owner.
/// </summary>
internal sealed class StreamClock(TimeProvider time)
{
    private TimeSpan lastAt;
    private long seenAt = time.GetTimestamp();
    private long? zero;

    public TimeSpan Now => lastAt + time.GetElapsedTime(seenAt);

    public void See(TimeSpan at)
    {
        if (at < lastAt) return;
        lastAt = at;
        seenAt = time.GetTimestamp();
        zero = Math.Min(zero ?? long.MaxValue, seenAt - Ticks(at));
    }

    /// <summary>When it was by the agent's clock; late by as much as the fastest batch took to come, some 20 ms.</summary>
    public long TimestampOf(TimeSpan at) => (zero ?? seenAt) + Ticks(at);

    private long Ticks(TimeSpan at) => (long)(at.TotalSeconds * time.TimestampFrequency);
}
