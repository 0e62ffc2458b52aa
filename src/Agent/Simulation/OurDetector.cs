using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Simulation;

/// <summary>The agent's own baselines and leak detector, as they run live.</summary>
internal sealed class OurDetector : IMinuteDetector
{
    private readonly ServiceBaseline baseline = new();

    public Firing Advance(in MinuteRow row)
    {
        var values = new MinuteValues(row.At, row.ProcessAge)
        {
            [BaselineSignal.AllocationRate] = row.Allocation,
            [BaselineSignal.PauseP99] = row.Pause,
            [BaselineSignal.LiveHeap] = row.LiveHeap,
        };
        ServiceJudgement judged = baseline.Advance(values);
        return (judged.Leak.IsFiring || Fires(judged, BaselineSignal.LiveHeap) ? Firing.Heap : Firing.None)
            | (Fires(judged, BaselineSignal.AllocationRate) ? Firing.Allocation : Firing.None)
            | (Fires(judged, BaselineSignal.PauseP99) ? Firing.Pause : Firing.None);
    }

    private static bool Fires(ServiceJudgement judged, BaselineSignal signal) => judged.Of(signal)?.IsFiring == true;
}
