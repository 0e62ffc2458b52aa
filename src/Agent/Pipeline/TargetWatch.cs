using System.Runtime.CompilerServices;
using GcWatch.Agent.Baselines;
using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Analysis.Baselines;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Pipeline;

/// <summary>Watches one target for its whole life: attaches, attaches again when that fails, and takes its series away at the end.</summary>
internal sealed class TargetWatch(TargetNaming naming, WatchTools tools, BaselineBook baselines, AgentOptions options)
{
    /// <summary>A process that ends closes its stream first, and is there for a moment longer.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private readonly WindowBook windows = new(tools.Time);
    private readonly SamplingSlots samplingSlots = new(options.Allocations.AtOnce);

    /// <summary>Returns when the target has ended, or after <paramref name="stop"/> once its session is stopped.</summary>
    public async Task RunAsync(Target target, CancellationToken stop)
    {
        IReadOnlyDictionary<string, string> variables = await TargetAttacher.ReadEnvironmentAsync(target, TargetNaming.Variables, stop).ConfigureAwait(false);
        TargetIdentity identity = naming.Name(target, variables);
        tools.Log.Watching(identity.Process, target.Runtime.Version, identity.Service);
        try
        {
            await StayAttachedAsync(target, identity, stop).ConfigureAwait(false);
        }
        finally
        {
            naming.Release(identity);
        }

        // An agent that stops does not know that its targets have ended: what fires goes on until another agent says otherwise, or lapses.
        if (stop.IsCancellationRequested) return;
        tools.Sink.Forget(identity);
        tools.Log.TargetEnded(identity.Process);
    }

    /// <summary>What is shown of a runtime as long as it does not answer: nothing before its first failure.</summary>
    public UnreachableTarget Unreachable(Sighting sighting) => new(sighting, naming, tools);

    private async Task StayAttachedAsync(Target target, TargetIdentity identity, CancellationToken stop)
    {
        var settings = new AttachSettings(options.Session.BufferMegabytes) { CounterInterval = tools.Judging(identity.Service).Interval };
        using WindowSeat seat = new(windows, new(identity.Service, identity.Env, identity.Namespace, identity.Pod, target.Name), tools.Time);
        using BaselineSeat baseline = baselines.Open(new ServiceKey(identity.Namespace, identity.Service, identity.Env));
        var allocations = new AllocationWatch(target, identity.Process, options.Allocations, samplingSlots, tools);
        await using ConfiguredAsyncDisposable sampled = allocations.ConfigureAwait(false);
        var pools = new PoolWatch(target, identity.Process, options.Pools.Mode, settings.CounterInterval, tools);
        await using ConfiguredAsyncDisposable counted = pools.ConfigureAwait(false);
        var standing = new ProcessStanding(new MemoryWatch(target.Process, options.Memory, tools.Time), baseline, allocations, pools);
        var backOff = BackOff.BetweenAttempts();
        TargetState state = State(target, "attaching", TargetCondition.Attaching);
        while (!stop.IsCancellationRequested)
        {
            // A meter for each session: all its counters and histograms begin at zero together.
            using var meter = new TargetMeter(identity, state, tools.Judging(identity.Service).PauseThresholds);
            PipelineEnd end = await new TargetPipeline(target, identity, meter, standing, tools).RunAsync(settings, seat, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested) return;
            if (await Departure.WaitAsync(target.Sighting, EndPatience, tools.Time, stop).ConfigureAwait(false)) return;
            if (end.Failure is null) backOff.Reset();
            TimeSpan delay = backOff.Take();
            string explanation = end.Failure?.Explanation ?? end.Stream?.Fault ?? "the event stream ended";
            state = State(target, end.Failure?.Reason.Label() ?? "stream_ended", TargetCondition.Down);
            meter.Take(state);
            tools.Log.AttachFailed(identity.Process, explanation, delay);
            if (await Departure.WaitAsync(target.Sighting, delay, tools.Time, stop).ConfigureAwait(false)) return;
        }
    }

    private static TargetState State(Target target, string downReason, TargetCondition condition) =>
        new(target.Name, target.Pid, target.Runtime.Version, downReason, condition);
}
