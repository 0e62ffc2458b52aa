using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Tells why a target is silent. It sends its counters each second: where they do not come, its process is stopped, or out of processor
/// quota, or its threads are suspended, or it is the stream that stands still. Belongs to the target's loop.
/// </summary>
internal sealed class ConditionWatch(ProcessKey process, TimeProvider time)
{
    /// <summary>Two publications have not come, and the third is late.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    /// <summary>Long enough to ask the kernel what is the matter.</summary>
    private static readonly TimeSpan Hush = TimeSpan.FromSeconds(1.5);

    private CpuThrottling? throttling;
    private TimeSpan? throttledBefore;
    private long hushedAt;

    public TargetCondition Judge(GcReport report)
    {
        if (report.LastEventAge < Hush)
        {
            throttling = null;
            return report.IsSuspended ? TargetCondition.Suspended : TargetCondition.Receiving;
        }

        bool isThrottled = IsThrottled();
        if (ProcessFacts.IsStopped(process) == true) return TargetCondition.Stopped;
        if (isThrottled) return TargetCondition.Throttled;
        if (report.IsSuspended) return TargetCondition.Suspended;

        // Only one that has sent its counters can be missed: a program that is built without event sources has none.
        bool isMissed = report.LastEventAge >= Silence && report.Totals.Allocated.Source >= AllocationSource.EventCounter;
        return isMissed ? TargetCondition.Stalled : TargetCondition.Receiving;
    }

    /// <summary>Its cgroup, which may be another than at the attach, was out of quota for half of the silence.</summary>
    private bool IsThrottled()
    {
        if (throttling is null)
        {
            throttling = CpuThrottling.Of(process);
            throttledBefore = throttling.Read();
            hushedAt = time.GetTimestamp();
            return false;
        }

        return throttling.Read() - throttledBefore > time.GetElapsedTime(hushedAt) / 2;
    }
}
