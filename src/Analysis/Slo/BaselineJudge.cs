using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>
/// Compares a target with what is usual for its service, minute by minute. For a process's whole life, through all its sessions; one owner.
/// </summary>
/// <param name="baseline">What the service has learnt; this judge teaches it on.</param>
public sealed class BaselineJudge(ServiceBaseline baseline)
{
    private readonly MinutePortrait portrait = new();
    private long? minute;

    /// <summary>What was said of the last whole minute; null before the first.</summary>
    public ServiceJudgement? Latest { get; private set; }

    /// <summary>What is usual to allocate at this hour, in bytes a second; null while too little is known.</summary>
    public double? UsualAllocationRate => Latest?.Of(BaselineSignal.AllocationRate) is { State: not BaselineState.None } known ? known.Center : null;

    public void Take(GcFact fact) => portrait.Take(fact);

    /// <param name="wall">What time it is.</param>
    /// <param name="processAge">Of the process.</param>
    /// <param name="report">All that is known now.</param>
    /// <param name="isBlind">The stream stands still: the minute is not judged.</param>
    public void Advance(DateTimeOffset wall, TimeSpan processAge, GcReport report, bool isBlind)
    {
        long now = wall.ToUnixTimeSeconds() / 60;
        if (minute is not { } current || now <= current)
        {
            minute ??= now;
            return;
        }

        minute = now;
        MinuteValues values = portrait.Close(DateTimeOffset.FromUnixTimeSeconds(current * 60), processAge, report);
        if (!isBlind) Latest = baseline.Advance(values);
    }
}
