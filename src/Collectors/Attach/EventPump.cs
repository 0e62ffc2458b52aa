using System.Net.Sockets;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// Reads one session on a thread of its own (<c>Process()</c> blocks) and hands decoded events to a queue, until the target ends or
/// the session is stopped. The reader never waits for the queue, so the target's buffer is always drained.
/// </summary>
public sealed class EventPump : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    private readonly EventSession session;
    private readonly IGcEventReceiver receiver;
    private readonly IdleNotifyingStream stream;
    private readonly EventPipeEventSource source;
    private readonly GcEventDecoder decoder;
    private readonly TaskCompletionSource<StreamEnd> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int stopping;

    internal EventPump(EventSession session, IGcEventReceiver receiver, Stream? copy)
    {
        this.session = session;
        this.receiver = receiver;
        stream = new IdleNotifyingStream(session.Socket, TakeBreath, receiver.EndBatch, copy);
        source = new EventPipeEventSource(stream);
        decoder = new GcEventDecoder(source, receiver);
    }

    /// <summary>Completes when the stream has ended; never fails.</summary>
    public Task<StreamEnd> Ended => ended.Task;

    /// <summary>When the session began, by the target's wall clock, to the millisecond; null before the first events.</summary>
    public DateTimeOffset? StartedAt => decoder.StartedAt;

    public void Start() => new Thread(Run) { IsBackground = true, Name = "gcwatch-pump" }.Start();

    /// <summary>Stops the session in the target, with the reader still draining it, then cuts the stream, which ends the reader.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref stopping, 1) != 0) return;
        if (!ended.Task.IsCompleted) await session.TryStopAsync(StopPatience).ConfigureAwait(false);
        session.Cut();
        await ended.Task.ConfigureAwait(false);
        source.Dispose();
        await stream.DisposeAsync().ConfigureAwait(false);
        session.Dispose();
    }

    private void Run()
    {
        StreamEnd end;
        try
        {
            end = source.Process() ? StreamEnd.TargetEnded : StreamEnd.Broken("the reader stopped early");
            decoder.ReportLoss();
        }
        catch (Exception broken) when (Volatile.Read(ref stopping) != 0 || IsEndOfStream(broken))
        {
            end = StreamEnd.TargetEnded;
        }
        catch (Exception broken) when (StreamFault.IsOne(broken))
        {
            end = StreamEnd.Broken(broken.Message);
        }

        receiver.EndBatch();
        ended.SetResult(end);
    }

    /// <summary>A killed target leaves the stream unfinished: expected, not a fault.</summary>
    internal static bool IsEndOfStream(Exception broken) =>
        broken is IOException or SocketException or ObjectDisposedException || broken is FormatException { Message: "Read past end of stream." };

    /// <summary>The batch is over: give out what TraceEvent holds, and say what was lost.</summary>
    private void TakeBreath()
    {
        EventCacheFlush.Flush(source);
        decoder.ReportLoss();
        receiver.EndBatch();
    }
}
