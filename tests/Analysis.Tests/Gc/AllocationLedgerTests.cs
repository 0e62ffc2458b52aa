using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class AllocationLedgerTests
{
    private static long[] TotalsOf(GcStory story) => [.. story.Readings.Select(reading => reading.TotalBytes)];

    [Fact]
    public void Nothing_is_known_before_the_first_reading() =>
        Assert.Equal(new AllocationReading(TimeSpan.Zero, 0, AllocationSource.None), new GcStory().Totals.Allocated);

    [Fact]
    public void The_counter_is_taken_as_it_is()
    {
        GcStory story = new GcStory().At(Seconds(3)).CounterReads(5_000);

        Assert.Equal(new AllocationReading(Seconds(3), 5_000, AllocationSource.Counter), Assert.Single(story.Readings));
        Assert.Equal(story.Readings[0], story.Totals.Allocated);
    }

    [Fact]
    public void The_event_counter_adds_up()
    {
        GcStory story = new GcStory().CounterAdds(100).CounterAdds(0).CounterAdds(50);

        Assert.Equal([100L, 100L, 150L], TotalsOf(story));
        Assert.All(story.Readings, reading => Assert.Equal(AllocationSource.EventCounter, reading.Source));
    }

    [Fact]
    public void Without_a_counter_the_growth_between_cycles_adds_up()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([10, 0, 0, 0, 0]), heap: Heap(gen0: Before(9_999)))
            .Collect(2, statistics: Statistics([20, 0, 0, 0, 0]), heap: Heap(gen0: Before(110)))
            .Collect(3, statistics: Statistics([30, 0, 0, 0, 0]), heap: Heap(gen0: Before(70)));

        Assert.Equal([0L, 100L, 150L], TotalsOf(story));
        Assert.All(story.Readings, reading => Assert.Equal(AllocationSource.HeapHistory, reading.Source));
    }

    [Fact]
    public void Large_and_pinned_objects_are_allocated_too_but_older_generations_only_take_over()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([0, 0, 0, 100, 10]))
            .Collect(2, heap: Heap(gen1: Before(7_000), gen2: Before(9_000), loh: Before(130), poh: Before(15)));

        Assert.Equal([0L, 35L], TotalsOf(story));
    }

    [Fact]
    public void What_shrank_between_cycles_takes_nothing_back()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([100, 0, 0, 500, 0]))
            .Collect(2, heap: Heap(gen0: Before(160), loh: Before(200)));

        Assert.Equal([0L, 60L], TotalsOf(story));
    }

    [Fact]
    public void A_background_cycle_counts_nothing_twice()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([10, 0, 0, 0, 0]))
            .BeginBackground(2, ms: 1).On(1)
            .Collect(3, heap: Heap(gen0: Before(110)), statistics: Statistics([20, 0, 0, 0, 0]), type: GcCycleType.Foreground)
            .EndBackground(2, Statistics([999, 0, 0, 0, 0]), Heap(gen0: Before(110))).On(1)
            .Collect(4, heap: Heap(gen0: Before(70)));

        Assert.Equal([0L, 100L, 100L, 150L], TotalsOf(story));
    }

    [Fact]
    public void A_background_cycle_that_frees_large_objects_leaves_room_for_new_ones_to_be_counted()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([0, 0, 0, 1_000, 0]))
            .CollectInBackground(2, Statistics([0, 0, 0, 200, 0]), Heap(loh: Before(1_000)))
            .Collect(3, heap: Heap(loh: Before(500)));

        Assert.Equal(300, TotalsOf(story)[^1]);
    }

    [Fact]
    public void A_background_cycle_first_of_all_starts_no_count()
    {
        GcStory story = new GcStory().CollectInBackground(1).Collect(2, heap: Heap(gen0: Before(5_000)));

        Assert.Equal(0, TotalsOf(story)[^1]);
    }

    [Fact]
    public void The_counter_replaces_every_other_source_for_good()
    {
        GcStory story = new GcStory()
            .Collect(1).CounterAdds(100).CounterReads(9_000).CounterAdds(100).Collect(2, heap: Heap(gen0: Before(500)));

        Assert.Equal([0L, 100L, 9_000L], TotalsOf(story));
        Assert.Equal(AllocationSource.Counter, story.Totals.Allocated.Source);
    }

    [Fact]
    public void The_event_counter_replaces_the_growth_between_cycles_for_good()
    {
        GcStory story = new GcStory()
            .Collect(1).Collect(2, heap: Heap(gen0: Before(500))).CounterAdds(100)
            .Collect(3, heap: Heap(gen0: Before(500))).CounterAdds(10);

        Assert.Equal([0L, 500L, 100L, 110L], TotalsOf(story));
    }

    [Fact]
    public void A_cycle_without_a_heap_tells_nothing_of_allocation()
    {
        GcStory story = new GcStory()
            .Collect(1, statistics: Statistics([10, 0, 0, 0, 0]))
            .Suspend().Start(2).End(2).Run()
            .Collect(3, heap: Heap(gen0: Before(110)));

        Assert.Equal([0L, 100L], TotalsOf(story));
    }

    [Fact]
    public void The_growth_is_known_as_of_the_start_of_the_cycle()
    {
        GcStory story = new GcStory().At(Seconds(7)).Collect(1, ms: 50);

        Assert.Equal(Seconds(7), Assert.Single(story.Readings).At);
    }
}
