using GcWatch.Analysis;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Pipeline;

/// <summary>
/// Shows a runtime that does not answer as down, with the reason: from its first failure until it answers or ends, also while it is asked
/// again. A series that came and went with each attempt would set back the alert that it is not watched. One owner.
/// </summary>
internal sealed class UnreachableTarget(Sighting sighting, TargetNaming naming, WatchTools tools) : IDisposable
{
    private readonly string name = sighting.Process.IsVisible ? ProcessGuess.Name(sighting.Process.Pid) : "unknown";
    private TargetIdentity? identity;
    private TargetMeter? meter;

    /// <summary>Says why it failed, and waits until it is time to ask again or the process has ended.</summary>
    public Task WaitAsync(AttachFailure failure, TimeSpan delay, CancellationToken stop)
    {
        identity ??= naming.Name(name, sighting.Process, Guid.Empty, new Dictionary<string, string>());
        tools.Log.AttachFailed(identity.Process, failure.Explanation, delay);
        var state = new TargetState(name, sighting.Process.Pid, "", failure.Reason.Label(), TargetCondition.Down);
        meter ??= new TargetMeter(identity, state);
        meter.Take(state);
        return Departure.WaitAsync(sighting, delay, tools.Time, stop);
    }

    /// <summary>It is shown no longer, and its name is free for the target that it turns out to be.</summary>
    public void Dispose()
    {
        meter?.Dispose();
        if (identity is { } known) naming.Release(known);
        (meter, identity) = (null, null);
    }
}
