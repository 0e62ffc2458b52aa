using GcWatch.Analysis.Baselines;

namespace GcWatch.Agent.Simulation;

/// <summary>The compatibility rule, with one sample a minute (a series has no more) and the mean trigger of all the past.</summary>
internal sealed class HeapOverTriggerDetector : IMinuteDetector
{
    private readonly HeapOverTrigger rule = new();
    private readonly RunningMean trigger = new();

    public Firing Advance(in MinuteRow row)
    {
        bool fires = rule.Advance(row.TriggerHeap, trigger.Value, row.Collections);
        if (row.ProcessAge > TimeSpan.FromMinutes(30)) trigger.Put(row.TriggerHeap);
        return fires ? Firing.Heap : Firing.None;
    }
}
