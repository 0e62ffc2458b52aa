using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class BlockingCycleTests
{
    private static GcStory OneGen1() => new GcStory()
        .Suspend().After(ms: 2).Stopped().After(ms: 1).Start(7, GcGeneration.Gen1, reason: GcReason.AllocLarge)
        .After(ms: 4).Describe().End(7).Measure().After(ms: 1).Restart().After(ms: 3).Run();

    [Fact]
    public void A_blocking_cycle_costs_its_whole_suspension() => Assert.Equal(Ms(11), Assert.Single(OneGen1().Cycles).Pause);

    [Fact]
    public void A_suspension_lasts_from_the_wish_to_stop_until_the_threads_run_again()
    {
        Suspension suspension = Assert.Single(new GcStory().At(Seconds(5)).Suspend().After(ms: 2).Stopped().After(ms: 9).Run().Suspensions);

        Assert.Equal(Seconds(5), suspension.BeganAt);
        Assert.Equal(Ms(11), suspension.Duration);
    }

    [Fact]
    public void The_time_to_bring_the_threads_to_a_stop_is_told_apart()
    {
        GcStory story = OneGen1();

        Assert.Equal(Ms(2), Assert.Single(story.Suspensions).StopTime);
        Assert.Equal(Ms(2), Assert.Single(story.Cycles).StopTime);
    }

    [Fact]
    public void The_time_to_let_the_threads_go_is_told_apart() => Assert.Equal(Ms(3), Assert.Single(OneGen1().Suspensions).RestartTime);

    [Fact]
    public void Phases_that_were_not_seen_count_as_nothing()
    {
        Suspension suspension = Assert.Single(new GcStory().Suspend().After(ms: 5).Run().Suspensions);

        Assert.Equal(TimeSpan.Zero, suspension.StopTime);
        Assert.Equal(TimeSpan.Zero, suspension.RestartTime);
    }

    [Fact]
    public void A_cycle_keeps_its_number_generation_type_and_reason()
    {
        GcCycle cycle = Assert.Single(OneGen1().Cycles);

        Assert.Equal(new CycleName(7, GcGeneration.Gen1, GcCycleType.NonConcurrent), cycle.Name);
        Assert.Equal(GcReason.AllocLarge, cycle.Reason);
    }

    [Fact]
    public void A_cycle_runs_from_its_start_to_its_end_and_not_as_long_as_its_suspension()
    {
        GcCycle cycle = Assert.Single(OneGen1().Cycles);

        Assert.Equal(Ms(3), cycle.StartedAt);
        Assert.Equal(Ms(7), cycle.EndedAt);
    }

    [Fact]
    public void Nothing_is_certain_before_the_threads_run_again() =>
        Assert.Empty(new GcStory().Suspend().Stopped().Start(7).Describe().End(7).Measure().Restart().Facts);

    [Fact]
    public void The_suspension_is_told_before_the_cycle_that_it_served()
    {
        GcStory story = OneGen1();

        Assert.IsType<GcFact.SuspensionOver>(story.Facts[0]);
        Assert.IsType<GcFact.CycleComplete>(story.Facts[1]);
    }

    [Fact]
    public void A_suspension_names_the_cycle_that_it_served()
    {
        GcStory story = OneGen1();

        Assert.Equal(Assert.Single(story.Cycles).Name, Assert.Single(story.Suspensions).CountedUnder);
    }

    [Fact]
    public void A_cycle_whose_end_was_lost_ends_with_its_suspension()
    {
        GcCycle cycle = Assert.Single(new GcStory().Suspend().Start(7).After(ms: 6).Run().Cycles);

        Assert.Equal(Ms(6), cycle.EndedAt);
    }

    [Fact]
    public void Two_blocking_cycles_in_one_suspension_share_it_at_the_start_of_the_second()
    {
        GcStory story = new GcStory()
            .Suspend().Stopped().After(ms: 1).Start(7, GcGeneration.Gen1).After(ms: 4).Describe().End(7).Measure()
            .Start(8, GcGeneration.Gen2, reason: GcReason.PMFullGC).After(ms: 20).Describe().End(8).Measure().Run();

        Assert.Equal([Ms(5), Ms(20)], story.Cycles.Select(cycle => cycle.Pause));
        Assert.All(story.Cycles, cycle => Assert.NotNull(cycle.Heap));
    }

    [Fact]
    public void A_gc_suspension_without_a_cycle_is_unattributed()
    {
        GcStory story = new GcStory().Suspend().Stopped().After(ms: 4).Run();

        Assert.Null(Assert.Single(story.Suspensions).CountedUnder);
        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
        Assert.Equal(Ms(4), story.Totals.PauseTime);
    }

    [Fact]
    public void Cycles_one_after_the_other_do_not_share_their_pauses()
    {
        GcStory story = new GcStory().Collect(1, ms: 3).After(ms: 100).Collect(2, ms: 5).After(ms: 100).On(2).Collect(3, ms: 7);

        Assert.Equal([Ms(3), Ms(5), Ms(7)], story.Cycles.Select(cycle => cycle.Pause));
        Assert.All(story.Cycles, cycle => Assert.Equal(1, cycle.SuspensionCount));
        Assert.Equal(TimeSpan.Zero, story.Totals.UnattributedPauseTime);
    }
}
