using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class LostEventTests
{
    [Fact]
    public void A_thread_that_begins_twice_has_lost_the_end_of_the_first()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).After(ms: 50).Collect(8, ms: 2);

        Assert.Equal((8, Ms(2)), (Assert.Single(story.Cycles).Number, story.Cycles[0].Pause));
        Assert.Equal(1, story.Health.UnpairedEvents);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(Ms(2), story.Totals.PauseTime);
    }

    [Fact]
    public void When_the_threads_stand_still_for_one_pause_another_that_stood_still_has_lost_its_end()
    {
        GcStory story = new GcStory().On(1).Suspend().Stopped().Start(7).After(ms: 50).On(2).Collect(8, ms: 2).On(1).Run();

        Assert.Equal((8, Ms(2)), (Assert.Single(story.Cycles).Number, story.Cycles[0].Pause));
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(2, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_pause_that_only_waits_for_its_turn_has_lost_nothing()
    {
        GcStory story = new GcStory().On(1).Suspend().After(ms: 1).On(2).Collect(7, ms: 2).On(1).Collect(8, ms: 3);
        Assert.Equal(1, story.Health.UnpairedEvents);

        story = new GcStory().On(1).Suspend().After(ms: 1).On(2).Collect(7, ms: 2).On(1).Stopped().Start(8).After(ms: 3).End(8).Run();
        Assert.Equal([(7, Ms(2)), (8, Ms(6))], story.Cycles.Select(cycle => (cycle.Number, cycle.Pause)));
        Assert.Equal(0, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_stop_for_something_else_has_lost_nothing_when_the_threads_stand_still_for_gc()
    {
        GcStory story = new GcStory().On(2).Suspend(SuspensionReason.Other).Stopped().On(1).Collect(7, ms: 2).On(2).After(ms: 1).Run();

        Assert.Equal(1, story.Totals.OtherSuspensions[SuspensionReason.Other]);
        Assert.Equal(0, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_background_cycle_that_lost_the_end_of_a_suspension_is_not_reported_with_half_its_pause()
    {
        GcStory story = new GcStory()
            .Suspend().Stopped().StartBackground(7).After(ms: 90)
            .Collect(8, ms: 2).StopForBackground(ms: 4).EndBackground(7);

        Assert.Equal(8, Assert.Single(story.Cycles).Number);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
    }

    [Fact]
    public void A_background_cycle_that_lost_two_ends_is_one_partial_cycle()
    {
        GcStory story = new GcStory()
            .Suspend().Stopped().StartBackground(7).Suspend()
            .On(9).Suspend(SuspensionReason.ForGCPrep).Suspend(SuspensionReason.ForGCPrep).Run().EndBackground(7);

        Assert.Empty(story.Cycles);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(2, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_jump_in_the_numbers_counts_the_cycles_between() =>
        Assert.Equal(5, new GcStory().Collect(1).Collect(2).Collect(5).Collect(9).Health.NumberGaps);

    [Fact]
    public void A_background_cycle_and_the_ones_inside_it_leave_no_gap() => Assert.Equal(
        0, new GcStory().Collect(6).BeginBackground(7, ms: 1).Collect(8).Collect(9).EndBackground(7).On(1).Collect(10).Health.NumberGaps);

    [Fact]
    public void The_end_of_an_unknown_cycle_is_unpaired()
    {
        GcStory story = new GcStory().Suspend().Start(7).End(6).Run();

        Assert.Equal(1, story.Health.UnpairedEvents);
        Assert.Equal(7, Assert.Single(story.Cycles).Number);
    }

    [Fact]
    public void The_end_of_a_cycle_that_was_given_up_is_unpaired() =>
        Assert.Equal(2, new GcStory().Suspend().Start(7).Suspend(SuspensionReason.Other).End(7).Health.UnpairedEvents);

    [Fact]
    public void The_end_of_a_cycle_told_twice_is_unpaired() => Assert.Equal(1, new GcStory().Collect(7).End(7).Health.UnpairedEvents);

    [Fact]
    public void Losses_told_by_the_transport_are_not_events()
    {
        GcStory story = new GcStory().Loses(10).Loses(40).CounterReads(1);

        Assert.Equal(40, story.Health.EventsLost);
        Assert.Equal(1, story.Health.Events);
    }

    [Fact]
    public void Losses_never_fall_though_the_transport_may_take_some_back() =>
        Assert.Equal(40, new GcStory().Loses(40).Loses(24).Loses(-16).Health.EventsLost);

    [Fact]
    public void Drops_of_our_own_queue_are_kept_apart() => Assert.Equal((0, 12), Health(new GcStory().Drops(5).Drops(12)));

    private static (long Lost, long Dropped) Health(GcStory story) => (story.Health.EventsLost, story.Health.EventsDropped);
}
