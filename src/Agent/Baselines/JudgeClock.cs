namespace GcWatch.Agent.Baselines;

/// <summary>
/// The wall clock that baselines are learnt by, one for all targets. At a time scale of 1 it is the agent's own; at another it runs so
/// many times as fast from the agent's start on, and a snapshot's successor goes on where that would be now.
/// </summary>
internal sealed class JudgeClock(TimeProvider time, double scale)
{
    private readonly DateTimeOffset started = time.GetUtcNow();
    private readonly long startedAt = time.GetTimestamp();
    private TimeSpan ahead;

    public double Scale => scale;

    public DateTimeOffset Now => time.GetUtcNow() + ahead + (time.GetElapsedTime(startedAt) * (scale - 1));

    /// <summary>Goes on from a clock of the same scale; before anything is judged.</summary>
    /// <param name="judged">What that clock showed …</param>
    /// <param name="wall">… at this time of the wall.</param>
    public void GoOnFrom(DateTimeOffset judged, DateTimeOffset wall)
    {
        if (scale == 1 || started < wall) return;
        ahead = judged - wall + ((started - wall) * (scale - 1));
    }
}
