using GcWatch.Agent.Pipeline;
using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class EventQueueTests
{
    private readonly EventQueue queue = new();

    [Fact]
    public void Events_and_ticks_come_out_in_their_order()
    {
        queue.Take(Event(1));
        queue.Tick();
        queue.Take(Event(2));
        Assert.Equal([Event(1), null, Event(2)], ReadAll());
    }

    [Fact]
    public void What_does_not_fit_is_counted_and_what_was_there_is_kept()
    {
        for (int i = 0; i < EventQueue.Capacity + 3; i++) queue.Take(Event(i));
        Assert.Equal(3, queue.Dropped);
        List<GcEvent?> kept = ReadAll();
        Assert.Equal(EventQueue.Capacity, kept.Count);
        Assert.Equal(Event(0), kept[0]);
        Assert.Equal(Event(EventQueue.Capacity - 1), kept[^1]);
    }

    [Fact]
    public void There_is_room_again_once_something_was_read()
    {
        for (int i = 0; i < EventQueue.Capacity; i++) queue.Take(Event(i));
        Assert.True(queue.Reader.TryRead(out _));
        queue.Take(Event(-1));
        Assert.Equal(0, queue.Dropped);
        Assert.Equal(Event(-1), ReadAll()[^1]);
    }

    [Fact]
    public void A_tick_that_does_not_fit_is_no_loss()
    {
        for (int i = 0; i < EventQueue.Capacity; i++) queue.Take(Event(i));
        queue.Tick();
        Assert.Equal(0, queue.Dropped);
        Assert.DoesNotContain(null, ReadAll());
    }

    [Fact]
    public async Task After_completion_the_rest_is_read_and_then_no_more()
    {
        queue.Take(Event(1));
        queue.Complete();
        queue.Tick();
        Assert.Equal([Event(1)], ReadAll());
        Assert.False(await queue.Reader.WaitToReadAsync());
    }

    private static GcEvent.RestartEnded Event(int at) => new(TimeSpan.FromTicks(at), 7);

    private List<GcEvent?> ReadAll()
    {
        var events = new List<GcEvent?>();
        while (queue.Reader.TryRead(out QueueItem item)) events.Add(item.Event);
        return events;
    }
}
