using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests;

public sealed class AllocationPaceTests
{
    [Fact]
    public void One_reading_makes_no_rate() => Assert.Null(new GcStory().CounterReads(5_000).Report().AllocationRate);

    [Fact]
    public void A_process_that_never_collects_has_the_right_rate()
    {
        var story = new GcStory();
        for (int second = 0; second < 5; second++) story.CounterReads(second * 3_000).After(ms: 1_000);

        Assert.Equal(3_000, story.Report().AllocationRate);
    }

    [Fact]
    public void The_rate_is_of_the_last_second_and_not_of_all_time() => Assert.Equal(
        500,
        new GcStory().CounterReads(0).After(ms: 1_000).CounterReads(9_000).After(ms: 2_000).CounterReads(10_000).Report().AllocationRate);

    [Fact]
    public void The_rate_falls_to_zero_when_nothing_is_allocated() => Assert.Equal(
        0, new GcStory().CounterReads(0).After(ms: 1_000).CounterReads(9_000).After(ms: 1_000).CounterReads(9_000).Report().AllocationRate);

    [Fact]
    public void Readings_close_together_are_taken_as_one_stretch()
    {
        GcStory story = new GcStory().CounterReads(0).After(ms: 500).CounterReads(8_000);
        Assert.Null(story.Report().AllocationRate);

        Assert.Equal(10_000, story.After(ms: 500).CounterReads(10_000).Report().AllocationRate);
    }

    [Fact]
    public void A_second_that_comes_a_little_early_is_a_second() =>
        Assert.Equal(10_000, new GcStory().CounterReads(0).After(ms: 900).CounterReads(9_000).Report().AllocationRate);

    [Fact]
    public void The_event_counter_makes_a_rate_too() =>
        Assert.Equal(700, new GcStory().CounterAdds(1_000).After(ms: 1_000).CounterAdds(700).Report().AllocationRate);

    [Fact]
    public void The_growth_between_cycles_makes_a_rate_too() => Assert.Equal(
        600, new GcStory().Collect(1, ms: 0).After(ms: 2_000).Collect(2, heap: Heap(gen0: Before(1_200))).Report().AllocationRate);

    [Fact]
    public void A_better_source_starts_anew()
    {
        GcStory story = new GcStory().CounterAdds(1_000).After(ms: 1_000).CounterAdds(700).After(ms: 1_000).CounterReads(1_000_000);
        Assert.Null(story.Report().AllocationRate);

        Assert.Equal(400, story.After(ms: 1_000).CounterReads(1_000_400).Report().AllocationRate);
    }

    [Fact]
    public void A_counter_that_fell_starts_anew()
    {
        GcStory story = new GcStory().CounterReads(5_000).After(ms: 1_000).CounterReads(6_000).After(ms: 1_000).CounterReads(100);
        Assert.Null(story.Report().AllocationRate);

        Assert.Equal(200, story.After(ms: 1_000).CounterReads(300).Report().AllocationRate);
    }

    [Fact]
    public void A_reading_that_is_told_late_changes_no_rate()
    {
        GcStory story = new GcStory()
            .Collect(1, ms: 0).BeginBackground(2, ms: 0).On(1).After(ms: 1_000).Collect(3, ms: 0, heap: Heap(gen0: Before(800)))
            .EndBackground(2);

        Assert.Equal(800, story.Report().AllocationRate);
    }
}
