using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class ServerGcTests
{
    [Fact]
    public void A_cycle_started_by_another_thread_belongs_to_the_suspension_that_is_open()
    {
        GcStory story = new GcStory()
            .On(10).Suspend().Stopped().On(11).After(ms: 1).Start(7).After(ms: 4).Describe().End(7).Measure().On(10).Run();

        Assert.Equal(Ms(5), Assert.Single(story.Cycles).Pause);
        Assert.NotNull(story.Cycles[0].Heap);
        Assert.Equal(0, story.Health.PartialCycles);
    }

    [Fact]
    public void Of_two_open_suspensions_the_one_that_stands_still_is_served()
    {
        GcStory story = new GcStory()
            .On(10).Suspend().After(ms: 1).On(12).Suspend().Stopped()
            .On(11).Start(7).After(ms: 4).End(7).On(12).Run();

        Assert.Equal(Ms(4), Assert.Single(story.Cycles).Pause);
    }

    [Fact]
    public void A_stop_for_something_else_is_not_served_by_another_thread()
    {
        GcStory story = new GcStory()
            .On(2).Suspend(SuspensionReason.Other).Stopped().On(10).After(ms: 1).Suspend()
            .On(11).Start(7).After(ms: 4).End(7).On(10).Run().On(2).Run();

        Assert.Equal(Ms(4), Assert.Single(story.Cycles).Pause);
    }

    [Fact]
    public void The_end_of_a_restart_may_come_after_the_next_pause_has_stopped_the_threads()
    {
        GcStory story = new GcStory()
            .On(10).Suspend().Stopped().Start(8, type: GcCycleType.Foreground).After(ms: 4).Describe().End(8).Measure().Restart()
            .On(9).After(ms: 1).Suspend(SuspensionReason.ForGCPrep).Stopped()
            .On(10).Run().On(9).After(ms: 3).Run();

        Assert.Equal(Ms(5), Assert.Single(story.Cycles).Pause);
        Assert.Equal(0, story.Health.UnpairedEvents);
        Assert.Equal(Ms(3), story.Totals.UnattributedPauseTime);
    }

    [Fact]
    public void A_cycle_does_not_belong_to_a_suspension_that_is_letting_the_threads_go()
    {
        GcStory story = new GcStory()
            .On(10).Suspend().Stopped().Start(7).After(ms: 4).End(7).Restart()
            .On(12).After(ms: 1).Suspend().Stopped()
            .On(11).Start(8).After(ms: 2).End(8)
            .On(10).Run().On(12).After(ms: 3).Run();

        Assert.Equal([(7, Ms(7)), (8, Ms(5))], story.Cycles.Select(cycle => (cycle.Number, cycle.Pause)));
    }

    [Fact]
    public void A_suspension_that_is_letting_the_threads_go_is_passed_over_even_for_one_that_was_not_seen_to_stop_them()
    {
        GcStory story = new GcStory()
            .On(10).Suspend().Stopped().Start(7).After(ms: 4).End(7).Restart()
            .On(12).Suspend().On(11).Start(8).After(ms: 2).End(8)
            .On(10).Run().On(12).After(ms: 3).Run();

        Assert.Equal([(7, Ms(6)), (8, Ms(5))], story.Cycles.Select(cycle => (cycle.Number, cycle.Pause)));
    }

    [Fact]
    public void A_background_cycle_may_be_measured_before_its_heaps_are_described()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).On(9).End(7).Measure(Statistics([1, 2, 3, 4, 5]))
            .On(11).Describe(true, Heap(gen2: FreeAfter(6)), Heap(gen2: FreeAfter(7)));

        HeapSnapshot? heap = Assert.Single(story.Cycles).Heap;
        Assert.Equal(15, heap?.SizeAfterBytes);
        Assert.Equal(13, heap?.FragmentedBytes);
    }

    [Fact]
    public void A_background_cycle_waits_for_the_last_of_its_heaps()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(9).End(7).Measure().Announce(3, concurrent: true).Heap().Heap();
        Assert.Empty(story.Cycles);

        Assert.Equal(3, Assert.Single(story.Heap().Cycles).Heap?.HeapCount);
    }

    [Fact]
    public void The_number_of_heaps_may_change_from_cycle_to_cycle()
    {
        GcStory story = new GcStory();
        foreach (int heaps in new[] { 1, 4, 2 })
        {
            story.Suspend().Stopped().Start(heaps).Announce(heaps);
            for (int i = 0; i < heaps; i++) story.Heap(Heap(gen0: Before(100)), i);
            story.End(heaps).Measure().Run();
        }

        Assert.Equal([1, 4, 2], story.Cycles.Select(cycle => cycle.Heap?.HeapCount));
        Assert.Equal([100L, 400L, 200L], story.Cycles.Select(cycle => cycle.Heap?.SizeBeforeBytes));
    }

    [Fact]
    public void More_heaps_than_announced_are_not_counted()
    {
        GcStory story = new GcStory()
            .Suspend().Start(7).Announce(1).Heap(Heap(gen0: Before(100))).Heap(Heap(gen0: Before(100))).End(7).Measure().Run();

        Assert.Equal(100, Assert.Single(story.Cycles).Heap?.SizeBeforeBytes);
    }

    [Fact]
    public void Heaps_described_by_a_strange_thread_are_not_this_cycles()
    {
        GcStory story = new GcStory().Suspend().Start(7).Announce(1).On(5).Heap().On(1).End(7).Measure().Run();

        Assert.Null(Assert.Single(story.Cycles).Heap);
    }
}
