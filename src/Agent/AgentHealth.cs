using GcWatch.Agent.Options;
using GcWatch.Agent.Pipeline;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Serving;

namespace GcWatch.Agent;

/// <summary>Answers /healthz and /readyz: served before there is anything to watch, so it learns of the supervisor later.</summary>
internal sealed class AgentHealth
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private volatile TargetSupervisor? supervisor;
    private TimeSpan longestLook = Patience;

    public void Watch(TargetSupervisor watched, TargetsOptions options)
    {
        longestLook = Patience + (3 * options.ScanInterval);
        supervisor = watched;
    }

    /// <summary>Whether processes are still looked for: a loop that is stuck is mended by a new start only.</summary>
    public HealthAnswer Alive()
    {
        if (supervisor is not { } running || running.LastLookAge < longestLook) return HealthAnswer.Ok;
        return new HealthAnswer(false, $"processes were last looked for {running.LastLookAge.TotalSeconds:0} s ago");
    }

    /// <summary>Attached, or waiting by design: not ready only where there is something to attach to and none of it is attached to.</summary>
    public HealthAnswer Ready()
    {
        if (supervisor is not { IsStarted: true }) return new HealthAnswer(false, "starting");
        int all = TargetConditions.All.Sum(LiveTargets.Count);
        int unattached = LiveTargets.Count(TargetCondition.Down) + LiveTargets.Count(TargetCondition.Attaching);
        return all == 0 || unattached < all ? HealthAnswer.Ok : new HealthAnswer(false, $"none of {all} processes is attached to");
    }
}
