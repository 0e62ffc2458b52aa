namespace GcWatch.Analysis.Baselines;

/// <summary>The allocation rate of the last quarter of an hour beside what was usual in the last week, bursts left out: what the service was asked to do.</summary>
internal sealed class RecentLoad
{
    private const double PerMinute = 1 / 15.0;
    private const int WeekMinutes = 7 * 1440;

    private double now = double.NaN;
    private double week;
    private long minutes;

    /// <summary>ln of the ratio to the hour-of-week profile at the level of the last week; 0 until an allocation rate was seen.</summary>
    public double Value => double.IsNaN(now) ? 0 : now - week;

    public void Put(DateTimeOffset minute, SignalJudgement? allocation, SignalBaseline? baseline)
    {
        if (allocation is not { IsHot: false, IsKnown: true } || baseline is null) return;
        double y = BaselineSignal.AllocationRate.ToLog(allocation.Value) - baseline.ProfileAt(minute);
        now = double.IsNaN(now) ? y : now + (PerMinute * (y - now));
        minutes = Math.Min(minutes + 1, WeekMinutes);
        week += (y - week) / minutes;
    }
}
