using System.Threading.Channels;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Decode;

namespace GcWatch.Agent.Pipeline;

/// <summary>An event, or a tick where there is none.</summary>
internal readonly record struct QueueItem(GcEvent? Event);

/// <summary>
/// Between a target's reader and its loop: bounded, so that a slow loop cannot eat the memory, and never waiting, so that a slow loop
/// cannot stall the target. What does not fit is counted.
/// </summary>
internal sealed class EventQueue : IGcEventReceiver
{
    /// <summary>The most that was seen to arrive at once was 15,500 events (8,000 collections a second, flushed each 100 ms).</summary>
    public const int Capacity = 65_536;

    private readonly Channel<QueueItem> channel =
        Channel.CreateBounded<QueueItem>(new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long dropped;

    public long Dropped => Interlocked.Read(ref dropped);

    public ChannelReader<QueueItem> Reader => channel.Reader;

    public void Take(GcEvent gcEvent)
    {
        if (!channel.Writer.TryWrite(new QueueItem(gcEvent))) Interlocked.Increment(ref dropped);
    }

    /// <summary>A tick that finds the queue full is not missed: the loop is busy, and reports when it gets to the next.</summary>
    public void Tick() => channel.Writer.TryWrite(default);

    public void Complete() => channel.Writer.TryComplete();
}
