using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class BackgroundCycleTests
{
    [Fact]
    public void A_background_cycle_costs_its_suspensions_and_not_the_time_between()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).After(ms: 500).StopForBackground(ms: 3).After(ms: 200).EndBackground(7);

        GcCycle cycle = Assert.Single(story.Cycles);
        Assert.Equal(Ms(5), cycle.Pause);
        Assert.Equal(2, cycle.SuspensionCount);
        Assert.Equal(Ms(705), cycle.EndedAt);
    }

    [Fact]
    public void A_background_cycle_may_stop_the_threads_more_than_twice()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).After(ms: 5).StopForBackground(ms: 3).After(ms: 5).StopForBackground(ms: 4).EndBackground(7);

        Assert.Equal(Ms(9), Assert.Single(story.Cycles).Pause);
        Assert.Equal(3, story.Cycles[0].SuspensionCount);
    }

    [Fact]
    public void The_stop_times_of_its_suspensions_add_up()
    {
        GcStory story = new GcStory()
            .Suspend().After(ms: 2).Stopped().StartBackground(7).After(ms: 1).Run()
            .On(9).After(ms: 50).Suspend(SuspensionReason.ForGCPrep).After(ms: 3).Stopped().After(ms: 1).Run().EndBackground(7);

        Assert.Equal(Ms(5), Assert.Single(story.Cycles).StopTime);
    }

    [Fact]
    public void A_background_cycle_is_not_complete_while_it_runs_beside_the_threads() =>
        Assert.Empty(new GcStory().BeginBackground(7, ms: 2).After(ms: 500).StopForBackground(ms: 3).Cycles);

    [Fact]
    public void A_background_cycle_is_complete_with_its_last_event_and_needs_no_restart()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(9).Describe(concurrent: true).End(7);
        Assert.Empty(story.Cycles);

        story.Measure();
        Assert.NotNull(Assert.Single(story.Cycles).Heap);
    }

    [Fact]
    public void A_shared_suspension_is_split_where_the_nested_cycle_starts()
    {
        GcStory story = new GcStory()
            .Suspend().After(ms: 1).Stopped().StartBackground(7).After(ms: 2)
            .Start(8, GcGeneration.Gen1).After(ms: 10).Describe().End(8).Measure().Run()
            .After(ms: 100).StopForBackground(ms: 4).EndBackground(7);

        Assert.Equal([(8, Ms(10)), (7, Ms(7))], story.Cycles.Select(cycle => (cycle.Number, cycle.Pause)));
        Assert.Equal([TimeSpan.Zero, Ms(1)], story.Cycles.Select(cycle => cycle.StopTime));
        Assert.Equal(story.Totals.PauseTime, story.Cycles.Select(cycle => cycle.Pause).Sum());
    }

    [Fact]
    public void A_shared_suspension_is_counted_under_the_blocking_cycle()
    {
        GcStory story = new GcStory().Suspend().StartBackground(7).Start(8, GcGeneration.Gen0).End(8).Run();

        Suspension suspension = Assert.Single(story.Suspensions);
        Assert.Equal([7, 8], suspension.Cycles.Select(cycle => cycle.Number));
        Assert.Equal(8, suspension.CountedUnder?.Number);
    }

    [Fact]
    public void A_suspension_shared_in_the_other_order_is_counted_under_the_blocking_cycle_too()
    {
        GcStory story = new GcStory().Suspend().Start(7, GcGeneration.Gen0).End(7).After(ms: 3).StartBackground(8).After(ms: 1).Run();

        Assert.Equal(7, Assert.Single(story.Suspensions).CountedUnder?.Number);
        Assert.Equal(Ms(3), Assert.Single(story.Cycles).Pause);
    }

    [Fact]
    public void The_later_suspension_is_counted_under_the_background_cycle()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).StopForBackground(ms: 3);

        Assert.All(story.Suspensions, suspension => Assert.Equal(7, suspension.CountedUnder?.Number));
    }

    [Fact]
    public void A_foreground_cycle_pays_for_itself_and_not_the_background_one_around_it()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).After(ms: 50).On(1).Collect(8, GcGeneration.Gen1, ms: 6, type: GcCycleType.Foreground)
            .After(ms: 50).StopForBackground(ms: 3).EndBackground(7);

        Assert.Equal([(8, Ms(6)), (7, Ms(5))], story.Cycles.Select(cycle => (cycle.Number, cycle.Pause)));
        Assert.Equal(GcCycleType.Foreground, story.Cycles[0].Type);
    }

    [Fact]
    public void The_heaps_of_a_foreground_and_a_background_cycle_are_not_mixed()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).On(1)
            .Collect(8, statistics: HeapFigures.Statistics([1, 2, 3, 4, 5]), heap: HeapFigures.Heap(gen0: HeapFigures.Before(8_000)))
            .EndBackground(7, HeapFigures.Statistics([10, 20, 30, 40, 50]), HeapFigures.Heap(gen2: HeapFigures.Before(7_000)));

        Assert.Equal([15L, 150L], story.Cycles.Select(cycle => cycle.Heap?.SizeAfterBytes));
        Assert.Equal([8_000L, 7_000L], story.Cycles.Select(cycle => cycle.Heap?.SizeBeforeBytes));
    }

    [Fact]
    public void A_background_cycle_that_ends_during_a_foreground_one_takes_none_of_its_figures()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).On(1).Suspend().Stopped().Start(8, type: GcCycleType.Foreground)
            .EndBackground(7, HeapFigures.Statistics([10, 20, 30, 40, 50]), HeapFigures.Heap(gen2: HeapFigures.Before(7_000)))
            .On(1).Describe(false, HeapFigures.Heap(gen0: HeapFigures.Before(8_000))).End(8)
            .Measure(HeapFigures.Statistics([1, 2, 3, 4, 5])).Run();

        Assert.Equal([(7, 150L), (8, 15L)], story.Cycles.Select(cycle => (cycle.Number, cycle.Heap?.SizeAfterBytes ?? 0)));
        Assert.Equal([7_000L, 8_000L], story.Cycles.Select(cycle => cycle.Heap?.SizeBeforeBytes));
    }

    [Fact]
    public void A_late_preparation_without_a_background_cycle_is_unattributed()
    {
        GcStory story = new GcStory().CollectInBackground(7).StopForBackground(ms: 4);

        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
        Assert.Equal(2, Assert.Single(story.Cycles).SuspensionCount);
    }

    [Fact]
    public void A_preparation_after_the_end_of_a_background_cycle_is_not_charged_to_it()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(9).End(7).StopForBackground(ms: 4);

        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
        Assert.Equal(Ms(2), Assert.Single(story.Cycles).Pause);
    }

    [Fact]
    public void A_background_cycle_with_a_lost_description_is_complete_after_the_next_pause_but_without_a_heap()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(9).End(7).Measure();
        Assert.Empty(story.Cycles);

        story.On(1).After(ms: 50).Collect(8);
        Assert.Null(story.Cycles.Single(cycle => cycle.Number == 7).Heap);
        Assert.NotNull(story.Cycles.Single(cycle => cycle.Number == 8).Heap);
    }

    [Fact]
    public void A_background_cycle_that_ended_without_a_description_is_complete_when_the_next_one_starts()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(9).End(7).On(1).After(ms: 50).Suspend().Stopped().StartBackground(8);

        Assert.Equal(7, Assert.Single(story.Cycles).Number);
    }

    [Fact]
    public void A_background_cycle_that_never_ended_is_given_up_when_the_next_one_starts()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).After(ms: 50).CollectInBackground(8);

        Assert.Equal(8, Assert.Single(story.Cycles).Number);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(Ms(2), story.Totals.UnattributedPauseTime);
    }
}
