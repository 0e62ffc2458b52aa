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

    public void Take(GcEvent gcEvent) => first.TrySetResult();

    public static async Task<Finding> TryAsync(Target target, CancellationToken cancellation)
    {
        long began = Stopwatch.GetTimestamp();
        var trial = new TrialSession();
        AttachResult attached = await TargetAttacher.AttachAsync(target, trial, new AttachSettings(), cancellation).ConfigureAwait(false);
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

    private static Finding EndedEarly(Target target, StreamEnd end) => TargetProbe.IsThere(target.Sighting)
        ? Finding.Fault($"the trial session broke off ({end.Fault ?? "the stream ended"})", "run this again; if it is still so, restart the process")
        : PresenceCheck.Gone(target.Pid);
}
