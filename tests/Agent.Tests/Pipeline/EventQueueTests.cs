using GcWatch.Agent.Pipeline;
using GcWatch.Analysis.Gc;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class EventQueueTests
{
    private readonly FakeTimeProvider time = new();
    private readonly EventQueue queue;

    public EventQueueTests() => queue = new EventQueue(time, TimeSpan.FromSeconds(1));

    [Fact]
    public void Events_cross_in_batches_and_stay_in_their_order_with_the_ticks()
    {
        queue.Take(Event(1));
        queue.Take(Event(2));
        time.Advance(TimeSpan.FromSeconds(1));
        queue.EndBatch();
        queue.Take(Event(3));
        queue.EndBatch();
        Assert.Equal([Event(1), Event(2), null, Event(3)], ReadAll());
    }

    [Fact]
    public void A_batch_without_an_end_is_not_seen()
    {
        queue.Take(Event(1));
        Assert.Empty(ReadAll());
    }

    [Fact]
    public void An_empty_batch_wakes_nobody()
    {
        queue.EndBatch();
        Assert.False(queue.Reader.TryRead(out _));
    }

    [Fact]
    public void What_does_not_fit_is_counted_and_what_was_there_is_kept()
    {
        Fill();
        queue.Take(Event(-1));
        queue.Take(Event(-2));
        queue.Take(Event(-3));
        queue.EndBatch();
        Assert.Equal(3, queue.Dropped);
        List<GcEvent?> kept = ReadAll();
        Assert.Equal(EventQueue.Capacity, kept.Count);
        Assert.Equal(Event(0), kept[0]);
        Assert.Equal(Event(EventQueue.Capacity - 1), kept[^1]);
    }

    [Fact]
    public void There_is_room_again_once_a_batch_was_dealt_with()
    {
        Fill();
        Assert.True(queue.Reader.TryRead(out QueueItem first));
        queue.Release(first);
        queue.Take(Event(-1));
        queue.EndBatch();
        Assert.Equal(0, queue.Dropped);
        Assert.Equal(Event(-1), ReadAll()[^1]);
    }

    [Fact]
    public void A_silent_target_is_ticked_each_second_and_not_more_often()
    {
        int ticks = 0;
        for (int i = 0; i < 50; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            queue.EndBatch();
            ticks += ReadAll().Count;
        }

        Assert.Equal(5, ticks);
    }

    [Fact]
    public void Only_one_tick_waits_at_a_time()
    {
        time.Advance(TimeSpan.FromSeconds(1));
        queue.EndBatch();
        time.Advance(TimeSpan.FromSeconds(1));
        queue.EndBatch();
        Assert.Single(ReadAll());
        time.Advance(TimeSpan.FromSeconds(1));
        queue.EndBatch();
        Assert.Single(ReadAll());
    }

    [Fact]
    public async Task Completion_ends_the_last_batch_and_then_nothing_more_comes()
    {
        queue.Take(Event(1));
        queue.Complete();
        Assert.Equal([Event(1)], ReadAll());
        Assert.False(await queue.Reader.WaitToReadAsync());
    }

    private static GcEvent.RestartEnded Event(int at) => new(TimeSpan.FromTicks(at), 7);

    private void Fill()
    {
        for (int i = 0; i < EventQueue.Capacity; i++) queue.Take(Event(i));
        queue.EndBatch();
    }

    private List<GcEvent?> ReadAll()
    {
        var events = new List<GcEvent?>();
        while (queue.Reader.TryRead(out QueueItem item))
        {
            if (item.Events is { } batch) events.AddRange(batch);
            else events.Add(null);
            queue.Release(item);
        }

        return events;
    }
}
