using System.Diagnostics;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Decode;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Opens the agent's own session until its first event has come, and stops it. Filled on the reader's thread.</summary>
internal sealed class TrialSession : IGcEventReceiver
{
    /// <summary>The allocation counter comes each second, and for the first time after two.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>As the agent does: where another tool's metrics session excludes ours, once more with EventCounters.</summary>
    public static async Task<IReadOnlyList<Finding>> TryAsync(Target target, CancellationToken cancellation)
    {
        if (await OpenAsync(target, new AttachSettings(), cancellation).ConfigureAwait(false) is { } finding) return [finding];
        var settings = new AttachSettings(UsesEventCounters: true);
        Finding? again = await OpenAsync(target, settings, cancellation).ConfigureAwait(false);
        Finding excluded = Finding.Note("another tool's metrics session excludes ours: the allocation rate is read from EventCounters instead");
        return again is null ? [excluded] : [excluded, again];
    }

    public void Take(GcEvent gcEvent) => first.TrySetResult();

    /// <summary>Null if another tool's metrics session excludes ours.</summary>
    private static async Task<Finding?> OpenAsync(Target target, AttachSettings settings, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        var trial = new TrialSession();
        AttachResult attached = await TargetAttacher.AttachAsync(target, trial, settings, cancellation).ConfigureAwait(false);
        if (attached.Pump is not { } pump) return Refused(attached.Failure!);
        await using (pump.ConfigureAwait(false))
        {
            pump.Start();
            await Task.WhenAny(trial.first.Task, pump.Ended, Task.Delay(Patience, TimeProvider.System, cancellation)).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            if (pump.Ended.IsCompleted) return EndedEarly(target, await pump.Ended.ConfigureAwait(false));
            return trial.first.Task.IsCompleted
                ? Finding.Ok($"a trial session works: the first event came after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms")
                : Finding.Note(
                    $"a trial session opened, and no event came within {Patience.TotalSeconds:0} s: the process is idle and sends no counters",
                    "for the allocation rate, do not switch EventSource support off (System.Diagnostics.Tracing.EventSource.IsSupported)");
        }
    }

    private static Finding Refused(AttachFailure failure) => failure.Reason == AttachFailureReason.Refused
        ? Finding.Fault(
            "it refuses a further session: a runtime has 64 at most, and all are taken",
            "end the tools that have leaked them (look for dotnet-trace, dotnet-counters and dotnet-monitor that were left running); "
            + "sessions of tools that were killed stay in an idle process until it sends an event: restart it")
        : Finding.Fault($"no session could be opened: {failure.Explanation}", "run this again; if it is still so, restart the process");

    private static Finding? EndedEarly(Target target, StreamEnd end)
    {
        if (end.IsMeterRefused) return null;
        return TargetProbe.IsThere(target.Sighting)
            ? Finding.Fault($"the trial session broke off ({end.Fault ?? "the stream ended"})", "run this again; if it is still so, restart the process")
            : PresenceCheck.Gone(target.Pid);
    }
}
