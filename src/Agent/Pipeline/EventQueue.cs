using System.Threading.Channels;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Decode;

namespace GcWatch.Agent.Pipeline;

/// <summary>A batch of events in their order, or a tick where there is none.</summary>
internal readonly record struct QueueItem(List<GcEvent>? Events);

/// <summary>
/// Between a target's reader and its loop: bounded, so that a slow loop cannot eat the memory, and never waiting, so that a slow loop
/// cannot stall the target. What does not fit is counted. Events cross in the batches in which the runtime sends them (one each
/// 100 ms): waking the loop for each event would cost more than the event itself. The ticks ride with them: a timer of their own would
/// wake three threads a second for each target. The loop goes on in the reader's thread where it is idle: between two batches
/// there is time for both, and handing over costs as much as the model.
/// </summary>
/// <param name="time">The agent's clock.</param>
/// <param name="tickInterval">From tick to tick: that of the target's own publication of its counters.</param>
internal sealed class EventQueue(TimeProvider time, TimeSpan tickInterval) : IGcEventReceiver
{
    /// <summary>In events. The most that was seen to arrive at once was 15,500 (8,000 collections a second, flushed each 100 ms).</summary>
    public const int Capacity = 65_536;

    private const int LongestBatch = 4_096;

    /// <summary>A tick is due a little early, so that it goes with the target's own publication.</summary>
    private const double Early = 0.9;

    private readonly Channel<QueueItem> channel = 
        Channel.CreateUnbounded<QueueItem>(new UnboundedChannelOptions { SingleReader = true, AllowSynchronousContinuations = true });
    private List<GcEvent> batch = [];
    private long dropped;
    private int waiting;
    private int tickIsWaiting;
    private long tickedAt = time.GetTimestamp();

    public long Dropped => Interlocked.Read(ref dropped);

    /// <summary>Events that the loop has not dealt with yet. On any thread.</summary>
    public long Waiting => Volatile.Read(ref waiting);

    public ChannelReader<QueueItem> Reader => channel.Reader;

    /// <summary>On the reader's thread.</summary>
    public void Take(GcEvent gcEvent)
    {
        batch.Add(gcEvent);
        if (batch.Count >= LongestBatch) PassOn();
    }

    /// <summary>On the reader's thread.</summary>
    public void EndBatch()
    {
        PassOn();
        if (time.GetElapsedTime(tickedAt) < tickInterval * Early) return;
        tickedAt = time.GetTimestamp();
        if (Interlocked.Exchange(ref tickIsWaiting, 1) == 0) channel.Writer.TryWrite(default);
    }

    /// <summary>No more will come. After the reader's thread has ended.</summary>
    public void Complete()
    {
        PassOn();
        channel.Writer.TryComplete();
    }

    /// <summary>The loop has dealt with an item: there is room for as much again. At most one tick waits at a time.</summary>
    public void Release(QueueItem item)
    {
        if (item.Events is { } events) Interlocked.Add(ref waiting, -events.Count);
        else Volatile.Write(ref tickIsWaiting, 0);
    }

    private void PassOn()
    {
        if (batch.Count == 0) return;
        if (Interlocked.Add(ref waiting, batch.Count) <= Capacity)
        {
            channel.Writer.TryWrite(new QueueItem(batch));
            batch = new List<GcEvent>(batch.Count);
            return;
        }

        Interlocked.Add(ref waiting, -batch.Count);
        Interlocked.Add(ref dropped, batch.Count);
        batch.Clear();
    }
}
