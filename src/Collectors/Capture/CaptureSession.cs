using System.Diagnostics;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// A session of its own, beside the one that watches collections, for what is looked at on demand: opened, read on a thread of its own for a
/// bounded time, stopped with the reader still draining, then cut. Use:
/// <code>
/// CaptureOpening opening = await CaptureSession.OpenAsync(target, new CapturePlan(provider), cancellation);
/// if (opening.Session is not { } session) return opening.Failure;
/// await using (session)
/// {
///     session.Source.Clr.GCStart += …;                    // before RunAsync; handlers run on the reader's thread only
///     CaptureEnd end = await session.RunAsync(TimeSpan.FromSeconds(10), enough: null, cancellation);
/// }                                                       // after RunAsync the reader is over: what the handlers have filled may be read
/// </code>
/// One use, one owner. Disposing without running ends the session too.
/// </summary>
internal sealed class CaptureSession : IAsyncDisposable
{
    private readonly EventSession session;
    private readonly CapturePlan plan;
    private readonly IdleNotifyingStream stream;
    private readonly TaskCompletionSource<StreamEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long openedAt = Stopwatch.GetTimestamp();
    private bool isReading;
    private volatile bool isStopping;

    private CaptureSession(EventSession session, CapturePlan plan)
    {
        this.session = session;
        this.plan = plan;
        stream = new IdleNotifyingStream(session.Socket, Flush, static () => { }, copy: null);
        Source = new EventPipeEventSource(stream);
    }

    /// <summary>Where to subscribe, before <see cref="RunAsync"/>.</summary>
    public EventPipeEventSource Source { get; }

    /// <summary>Opens a session in the cheapest form that the runtime understands, or says why there is none.</summary>
    public static async Task<CaptureOpening> OpenAsync(Target target, CapturePlan plan, CancellationToken cancellation)
    {
        (EventSession? session, AttachFailure? failure) = await TargetAttacher.OpenAsync(target, plan.RequestsFor(target.Runtime), cancellation).ConfigureAwait(false);
        return new CaptureOpening(session is null ? null : new CaptureSession(session, plan), failure);
    }

    /// <summary>
    /// Reads until <paramref name="time"/> has passed, <paramref name="enough"/> is completed (a handler may do that), the target ends or
    /// <paramref name="cancellation"/> asks to stop, whichever comes first; then ends the session. Does not throw when cancelled: what was read counts.
    /// </summary>
    public async Task<CaptureEnd> RunAsync(TimeSpan time, Task? enough, CancellationToken cancellation)
    {
        isReading = true;
        new Thread(Read) { IsBackground = true, Name = "gcwatch-capture" }.Start();
        using (var timer = CancellationTokenSource.CreateLinkedTokenSource(cancellation))
        {
            await Task.WhenAny(ended.Task, enough ?? ended.Task, Task.Delay(time, TimeProvider.System, timer.Token)).ConfigureAwait(false);
            await timer.CancelAsync().ConfigureAwait(false);
        }

        TimeSpan duration = Stopwatch.GetElapsedTime(openedAt);
        bool hasStopped = !ended.Task.IsCompleted && await StopAsync().ConfigureAwait(false);
        return new CaptureEnd(await ended.Task.ConfigureAwait(false), Source.EventsLost, duration, hasStopped);
    }

    public async ValueTask DisposeAsync()
    {
        isStopping = true;
        session.Cut();
        if (isReading) await ended.Task.ConfigureAwait(false);
        Source.Dispose();
        await stream.DisposeAsync().ConfigureAwait(false);
        session.Dispose();
    }

    /// <summary>Once the runtime has confirmed, the stream ends by itself; where it does not, it is cut.</summary>
    private async Task<bool> StopAsync()
    {
        bool hasStopped = await session.TryStopAsync(plan.StopPatience).ConfigureAwait(false);
        if (hasStopped) await Task.WhenAny(ended.Task, Task.Delay(plan.StopPatience, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        bool isWhole = hasStopped && ended.Task.IsCompleted;
        isStopping = true;
        session.Cut();
        return isWhole;
    }

    private void Read()
    {
        StreamEnd end;
        try
        {
            end = Source.Process() ? StreamEnd.TargetEnded : StreamEnd.Broken("the reader stopped early");
        }
        catch (Exception broken) when (isStopping || EventPump.IsEndOfStream(broken))
        {
            end = StreamEnd.TargetEnded;
        }
        catch (Exception broken) when (StreamFault.IsOne(broken))
        {
            end = StreamEnd.Broken(broken.Message);
        }

        ended.SetResult(end);
    }

    /// <summary>The batch is over: give out what TraceEvent holds.</summary>
    private void Flush() => EventCacheFlush.Flush(Source);
}

/// <summary>Either a session or the reason why there is none.</summary>
internal sealed record CaptureOpening(CaptureSession? Session, AttachFailure? Failure);
