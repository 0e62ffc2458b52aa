using System.Diagnostics.Tracing;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;

namespace GcWatch.Collectors.Capture;

/// <summary>How large a process's managed heap is, by its own counter, which costs it nothing. Garbage since the last collection is in it.</summary>
public static class HeapLook
{
    private const string HeapCounter = "gc-heap-size";
    private const double BytesPerMegabyte = 1_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>Bytes, or null with the reason where it cannot be had.</returns>
    public static async Task<HeapLookResult> TakeAsync(Target target, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        var provider = new SessionProvider(CounterDecoder.CounterProvider, 0, EventLevel.Informational, "EventCounterIntervalSec=1");
        CaptureOpening opening = await CaptureSession.OpenAsync(target, new CapturePlan(provider) { BufferMegabytes = 1 }, cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return new HeapLookResult(null, opening.Failure);
        await using (session.ConfigureAwait(false))
        {
            var size = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            session.Source.Dynamic.AddCallbackForProviderEvent(CounterDecoder.CounterProvider, "EventCounters", data =>
            {
                if (CounterDecoder.Mean(data, HeapCounter) is { } megabytes) size.TrySetResult((long)(megabytes * BytesPerMegabyte));
            });
            await session.RunAsync(Patience, size.Task, cancellation).ConfigureAwait(false);
            if (size.Task.IsCompletedSuccessfully) return new HeapLookResult(await size.Task.ConfigureAwait(false), null);
            return new HeapLookResult(
                null, new AttachFailure(AttachFailureReason.NotAnswering, $"process {target.Pid} did not say how large its heap is within {Patience.TotalSeconds:0} s"));
        }
    }
}

/// <summary>Either bytes or the reason why they cannot be had.</summary>
public sealed record HeapLookResult(long? HeapBytes, AttachFailure? Failure);
