namespace GcWatch.Exporters;

/// <summary>Waits that double from the shortest to the longest. One owner.</summary>
public sealed class BackOff
{
    private readonly TimeSpan shortest;
    private readonly TimeSpan longest;
    private TimeSpan next;

    public BackOff(TimeSpan shortest, TimeSpan longest)
    {
        this.shortest = shortest;
        this.longest = longest;
        next = shortest;
    }

    /// <summary>Between two attempts to attach: a process that was only busy is soon asked again, one that is broken once a minute.</summary>
    public static BackOff BetweenAttempts() => new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>How long to wait now; the next wait is twice as long.</summary>
    public TimeSpan Take()
    {
        TimeSpan taken = next;
        next = taken * 2 < longest ? taken * 2 : longest;
        return taken;
    }

    /// <summary>It went well: the next wait is the shortest again.</summary>
    public void Reset() => next = shortest;
}
