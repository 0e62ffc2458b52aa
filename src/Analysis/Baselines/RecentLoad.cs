namespace GcWatch.Analysis.Baselines;

/// <summary>The allocation rate of the last hour less its hour-of-week profile, bursts left out: what the service was asked to do.</summary>
internal sealed class RecentLoad
{
    private const double PerMinute = 1 / 30.0;

    /// <summary>ln of the ratio to the profile; NaN until an allocation rate was seen.</summary>
    public double Value { get; private set; } = double.NaN;

    public void Put(DateTimeOffset minute, SignalJudgement? allocation, SignalBaseline? baseline)
    {
        if (allocation is not { IsHot: false, IsKnown: true } || baseline is null) return;
        double now = BaselineSignal.AllocationRate.ToLog(allocation.Value) - baseline.ProfileAt(minute);
        Value = double.IsNaN(Value) ? now : Value + (PerMinute * (now - Value));
    }
}
