using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests;

public sealed class GcReportTests
{
    private static readonly HeapStatistics Hundred = Statistics([20, 20, 20, 20, 20]);

    [Fact]
    public void The_heap_is_that_of_the_last_complete_cycle()
    {
        GcStory story = new GcStory().Collect(1, statistics: Hundred).Collect(2, statistics: Statistics([1, 0, 0, 0, 0]));

        Assert.Equal(1, story.Report().Heap?.SizeAfterBytes);
    }

    [Fact]
    public void A_cycle_without_a_heap_leaves_the_last_heap_standing() =>
        Assert.Equal(100, new GcStory().Collect(1, statistics: Hundred).Suspend().Start(2).End(2).Run().Report().Heap?.SizeAfterBytes);

    [Fact]
    public void The_live_heap_is_what_objects_occupy_after_a_gen2() => Assert.Equal(
        70, new GcStory().Collect(1, GcGeneration.Gen2, statistics: Hundred, heap: Heap(gen2: FreeAfter(30))).Report().LiveHeapBytes);

    [Theory]
    [InlineData(GcGeneration.Gen0)]
    [InlineData(GcGeneration.Gen1)]
    public void A_younger_cycle_says_nothing_of_the_live_heap(GcGeneration younger)
    {
        GcStory story = new GcStory().Collect(1, younger, statistics: Statistics([9, 9, 9, 9, 9]));
        Assert.Null(story.Report().LiveHeapBytes);
        Assert.Null(story.Report().Gen2Age);

        story.Collect(2, GcGeneration.Gen2, statistics: Hundred).Collect(3, younger, statistics: Statistics([9, 9, 9, 9, 9]));
        Assert.Equal(100, story.Report().LiveHeapBytes);
    }

    [Fact]
    public void A_background_gen2_says_what_is_alive_too() =>
        Assert.Equal(100, new GcStory().CollectInBackground(1, Hundred).Report().LiveHeapBytes);

    [Fact]
    public void The_age_of_the_last_gen2_grows_until_the_next()
    {
        GcStory story = new GcStory().Collect(1, GcGeneration.Gen2).After(ms: 7_000).Collect(2, ms: 0);
        Assert.Equal(Seconds(7), story.Report().Gen2Age);

        Assert.Equal(Seconds(2), story.Collect(3, GcGeneration.Gen2).After(ms: 2_000).Report().Gen2Age);
    }

    [Fact]
    public void The_budget_of_a_generation_stays_until_it_gets_another()
    {
        GcStory story = new GcStory()
            .Collect(1, GcGeneration.Gen1, heap: Heap(gen0: Budget(100), gen1: Budget(50)))
            .Collect(2, GcGeneration.Gen0, heap: Heap(gen0: Budget(120)));

        Assert.Equal([120L, 50L, 0L, 0L, 0L], story.Report().BudgetBytes);
    }

    [Fact]
    public void The_survival_of_a_generation_stays_until_it_is_collected_again()
    {
        GcStory story = new GcStory()
            .Collect(1, GcGeneration.Gen1, heap: Heap(Survived(10, of: 100), Survived(30, of: 100)))
            .Collect(2, GcGeneration.Gen0, heap: Heap(Survived(20, of: 100), Survived(99, of: 100)));

        Assert.Equal([0.2, 0.3, null, null, null], story.Report().SurvivalRatio);
    }

    [Fact]
    public void The_next_cycle_is_due_when_the_heap_has_grown_by_the_gen0_budget() => Assert.Equal(
        350,
        new GcStory().Collect(1, statistics: Hundred, heap: Heap(Budget(250), Budget(9_000), FreeAfter(30))).Report().NextTriggerHeapBytes);

    [Fact]
    public void The_next_trigger_is_unknown_without_a_gen0_budget() => Assert.Null(
        new GcStory().Collect(1, statistics: Hundred, heap: Heap(gen1: Budget(9_000))).Report().NextTriggerHeapBytes);

    [Fact]
    public void Committed_bytes_are_those_of_the_last_heap() => Assert.Equal(
        800, new GcStory().Suspend().Start(1).Commit(800, 8).Describe().End(1).Measure().Run().Report().CommittedBytes);
}
