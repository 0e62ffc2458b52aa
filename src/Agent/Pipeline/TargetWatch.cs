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
    /// <summary>A process that ends closes its stream first, and is there for a moment longer.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private readonly WindowBook windows = new(time);

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

    /// <summary>Shows a runtime that does not answer as down, with the reason, until it is time to ask again.</summary>
    public async Task ReportUnreachableAsync(Sighting sighting, AttachFailure failure, TimeSpan delay, CancellationToken stop)
    {
        string name = sighting.Process.IsVisible ? ProcessGuess.Name(sighting.Process.Pid) : "unknown";
        TargetIdentity identity = naming.Name(name, sighting.Process, Guid.Empty, new Dictionary<string, string>());
        log.AttachFailed(identity.Process, failure.Explanation, delay);
        using var meter = new TargetMeter(identity, new TargetState(name, sighting.Process.Pid, "", failure.Reason.Label()));
        await Departure.WaitAsync(sighting, delay, time, stop).ConfigureAwait(false);
        naming.Release(identity);
    }

    private async Task StayAttachedAsync(Target target, TargetIdentity identity, CancellationToken stop)
    {
        var settings = new AttachSettings(options.BufferMegabytes);
        using WindowSeat seat = new(windows, new(identity.Service, identity.Env, identity.Namespace, identity.Pod, target.Name), time);
        TimeSpan delay = ShortestDelay;
        string down = "attaching";
        while (!stop.IsCancellationRequested)
        {
            // A meter for each session: all its counters and histograms begin at zero together.
            using var meter = new TargetMeter(identity, Down(target, down));
            PipelineEnd end = await new TargetPipeline(target, identity, meter, sink, time).RunAsync(settings, seat, stop).ConfigureAwait(false);
            if (stop.IsCancellationRequested) return;
            if (end.Stream is { IsMeterRefused: true })
            {
                log.MeterRefused(identity.Process);
                settings = settings with { UsesEventCounters = true };
                continue;
            }

            if (await Departure.WaitAsync(target.Sighting, EndPatience, time, stop).ConfigureAwait(false)) return;
            if (end.Failure is null) delay = ShortestDelay;
            string explanation = end.Failure?.Explanation ?? end.Stream?.Fault ?? "the event stream ended";
            down = end.Failure?.Reason.Label() ?? "stream_ended";
            meter.Take(Down(target, down));
            log.AttachFailed(identity.Process, explanation, delay);
            if (await Departure.WaitAsync(target.Sighting, delay, time, stop).ConfigureAwait(false)) return;
            delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
        }
    }

    private static TargetState Down(Target target, string reason) => new(target.Name, target.Pid, target.Runtime.Version, reason);
}
