namespace GcWatch.Analysis.Slo.Rules;

/// <summary>How many of something there were in the last 5 minutes, by slices of 10 s. One owner.</summary>
internal sealed class RecentCount
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly CountRing slices = new(TimeSpan.FromSeconds(10), 30);

    public void Add(TimeSpan at) => slices.Add(at, isGood: true);

    /// <summary>In a minute, over the last 5; over less, once a minute has been seen.</summary>
    public double PerMinute(TimeSpan now)
    {
        TimeSpan seen = now < Window ? now : Window;
        return seen < TimeSpan.FromMinutes(1) ? 0 : slices.Sum(now, Window).Good / seen.TotalMinutes;
    }
}
