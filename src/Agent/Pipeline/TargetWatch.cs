using GcWatch.Agent.Options;
using GcWatch.Analysis;
using GcWatch.Collectors.Attach;
using GcWatch.Exporters;
using GcWatch.Exporters.Prometheus;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Pipeline;

/// <summary>Watches one target for its whole life: attaches, attaches again when that fails, and takes its series away at the end.</summary>
internal sealed class TargetWatch(TargetNaming naming, IReportSink sink, SessionOptions options, TimeProvider time, ILogger<TargetWatch> log)
{
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    /// <summary>Returns when the target has ended, or after <paramref name="stop"/> once its session is stopped.</summary>
    public async Task RunAsync(Target target, CancellationToken stop)
    {
        IReadOnlyDictionary<string, string> variables = await TargetAttacher.ReadEnvironmentAsync(target, TargetNaming.Variables, stop).ConfigureAwait(false);
        TargetIdentity identity = naming.Name(target, variables);
        log.Watching(identity.Process, target.Runtime.Version, identity.Service);
        try
        {
            await StayAttachedAsync(target, identity, stop).ConfigureAwait(false);
        }
        finally
        {
            naming.Release(identity);
        }

        if (!stop.IsCancellationRequested) log.TargetEnded(identity.Process);
    }

    private async Task StayAttachedAsync(Target target, TargetIdentity identity, CancellationToken stop)
    {
        var settings = new AttachSettings(options.BufferMegabytes);
        TimeSpan delay = ShortestDelay;
        TargetState state = State(target, "attaching", TargetCondition.Attaching);
        while (!stop.IsCancellationRequested)
        {
            // A meter for each session: all its counters and histograms begin at zero together.
            using var meter = new TargetMeter(identity, state);
            PipelineEnd end = await new TargetPipeline(target, identity, meter, sink, time).RunAsync(settings, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested || !TargetProbe.IsRunning(target)) return;
            if (end.Stream is { IsMeterRefused: true })
            {
                log.MeterRefused(identity.Process);
                settings = settings with { UsesEventCounters = true };
                continue;
            }

            if (end.Failure is null) delay = ShortestDelay;
            string explanation = end.Failure?.Explanation ?? end.Stream?.Fault ?? "the event stream ended";
            state = State(target, end.Failure?.Reason.Label() ?? "stream_ended", TargetCondition.Down);
            meter.Take(state);
            log.AttachFailed(identity.Process, explanation, delay);
            await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private static TargetState State(Target target, string downReason, TargetCondition condition) =>
        new(target.Name, target.Pid, target.Runtime.Version, downReason, condition);
}
