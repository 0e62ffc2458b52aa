using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class HeapFigureTests
{
    private static readonly HeapStatistics Measured = Statistics([10, 20, 30, 40, 50], promoted: [1, 2, 3, 4, 5], pinned: 6, handles: 7, finalization: 8);

    private static HeapSnapshot HeapAfter(GcGeneration collected, params HeapGeneration[] generations)
    {
        GcCycle cycle = Assert.Single(new GcStory().Collect(7, collected, statistics: Measured, heap: [.. generations]).Cycles);
        Assert.NotNull(cycle.Heap);
        return cycle.Heap;
    }

    [Fact]
    public void The_size_after_is_the_sum_of_the_measured_generations()
    {
        HeapSnapshot heap = HeapAfter(GcGeneration.Gen0, [.. NoFigures]);

        Assert.Equal(150, heap.SizeAfterBytes);
        Assert.Equal([10L, 20L, 30L, 40L, 50L], heap.Generations.Select(figures => figures.SizeAfterBytes));
    }

    [Fact]
    public void Promoted_bytes_pins_and_handles_are_the_measured_ones()
    {
        HeapSnapshot heap = HeapAfter(GcGeneration.Gen0, [.. NoFigures]);

        Assert.Equal((15, 6, 7, 8), (heap.PromotedBytes, heap.PinnedObjects, heap.GcHandles, heap.FinalizationPromotedBytes));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], heap.Generations.Select(figures => figures.PromotedBytes));
    }

    [Fact]
    public void Size_before_free_space_and_budgets_are_summed_over_the_heaps()
    {
        var gen0 = new HeapGeneration(SizeBefore: 100, FreeBefore: 10, SizeAfter: 0, FreeAfter: 20, Survived: 9, Budget: 1_000);
        var loh = new HeapGeneration(SizeBefore: 7, FreeBefore: 0, SizeAfter: 0, FreeAfter: 3, Survived: 0, Budget: 70);
        GcStory story = new GcStory()
            .Suspend().Start(7).Describe(false, Heap(gen0, loh: loh), Heap(gen0), Heap(gen0)).End(7).Measure().Run();

        HeapSnapshot? heap = Assert.Single(story.Cycles).Heap;
        Assert.Equal((307, 63), (heap?.SizeBeforeBytes, heap?.FragmentedBytes));
        Assert.Equal([3_000L, 0L, 0L, 70L, 0L], heap?.Generations.Select(figures => figures.BudgetBytes));
        Assert.Equal([300L, 0L, 0L, 7L, 0L], heap?.Generations.Select(figures => figures.SizeBeforeBytes));
        Assert.Equal([60L, 0L, 0L, 3L, 0L], heap?.Generations.Select(figures => figures.FragmentedBytes));
    }

    [Fact]
    public void What_objects_occupy_is_the_size_without_the_free_space() =>
        Assert.Equal(150 - 30, HeapAfter(GcGeneration.Gen2, [.. Heap(gen2: FreeAfter(30))]).OccupiedBytes);

    [Fact]
    public void What_was_found_alive_is_told_of_the_generations_that_were_collected_and_what_could_not_be_moved_of_it()
    {
        HeapGeneration pinned = Survived(10, of: 100, free: 40) with { PinnedSurvived = 4 };
        HeapSnapshot heap = HeapAfter(GcGeneration.Gen1, [.. Heap(gen1: pinned, gen2: pinned)]);
        Assert.Equal([0L, 60L, 60L, 0L, 0L], heap.Generations.Select(figures => figures.OccupiedBeforeBytes));
        Assert.Equal([0L, 10L, 0L, 0L, 0L], heap.Generations.Select(figures => figures.SurvivedBytes));
        Assert.Equal([0L, 4L, 0L, 0L, 0L], heap.Generations.Select(figures => figures.PinnedSurvivedBytes));
    }

    [Fact]
    public void Survival_counts_only_the_generations_that_were_collected()
    {
        HeapSnapshot heap = HeapAfter(
            GcGeneration.Gen1, [.. Heap(Survived(10, of: 100), Survived(30, of: 100), Survived(90, of: 100), Survived(1, of: 1))]);

        Assert.Equal(0.2, heap.SurvivalRatio);
        Assert.Equal([0.1, 0.3, null, null, null], heap.Generations.Select(figures => figures.SurvivalRatio));
    }

    [Fact]
    public void A_gen2_collects_the_large_and_the_pinned_objects_too()
    {
        HeapSnapshot heap = HeapAfter(GcGeneration.Gen2, [.. Heap(loh: Survived(30, of: 100), poh: Survived(10, of: 100))]);

        Assert.Equal(0.2, heap.SurvivalRatio);
        Assert.Equal([null, null, null, 0.3, 0.1], heap.Generations.Select(figures => figures.SurvivalRatio));
    }

    [Fact]
    public void Survival_is_of_what_objects_occupied_and_not_of_free_space() =>
        Assert.Equal(0.5, HeapAfter(GcGeneration.Gen0, [.. Heap(gen0: Survived(20, of: 100, free: 60))]).SurvivalRatio);

    [Fact]
    public void Survival_is_unknown_where_there_was_nothing() => Assert.Null(HeapAfter(GcGeneration.Gen2, [.. NoFigures]).SurvivalRatio);

    [Fact]
    public void Survival_is_never_more_than_all() =>
        Assert.Equal(1, HeapAfter(GcGeneration.Gen2, [.. Heap(gen2: Survived(120, of: 100))]).SurvivalRatio);

    [Fact]
    public void Committed_bytes_are_those_told_last_before_the_cycle_was_over()
    {
        GcStory story = new GcStory()
            .Suspend().Start(7).Commit(900, 9).Describe().Commit(800, 8).End(7).Measure().Run().Suspend().Commit(700, 7);

        HeapSnapshot? heap = Assert.Single(story.Cycles).Heap;
        Assert.Equal((800, 8), (heap?.CommittedBytes, heap?.BookkeepingBytes));
    }

    [Fact]
    public void Committed_bytes_are_unknown_where_the_runtime_never_told_them() =>
        Assert.Null(HeapAfter(GcGeneration.Gen0, [.. NoFigures]).CommittedBytes);

    [Fact]
    public void The_memory_load_is_the_described_one()
    {
        GcStory story = new GcStory().Suspend().Start(7).Announce(1, memoryLoad: 83).Heap().End(7).Measure().Run();

        Assert.Equal(83, Assert.Single(story.Cycles).Heap?.MemoryLoadPercent);
    }

    [Fact]
    public void A_snapshot_is_of_the_moment_it_was_measured()
    {
        GcStory story = new GcStory().Suspend().Start(7).Describe().After(ms: 5).End(7).Measure().After(ms: 5).Run();

        Assert.Equal(Duration.Ms(5), Assert.Single(story.Cycles).Heap?.At);
    }

    [Fact]
    public void A_cycle_that_lost_the_description_of_one_heap_has_no_heap()
    {
        GcStory story = new GcStory().Suspend().Start(7).Announce(2).Heap().End(7).Measure().Run();

        Assert.Null(Assert.Single(story.Cycles).Heap);
    }

    [Fact]
    public void A_cycle_that_was_not_measured_or_not_described_or_not_ended_has_no_heap()
    {
        GcStory story = new GcStory()
            .Suspend().Start(1).Describe().End(1).Run()
            .Suspend().Start(2).End(2).Measure().Run()
            .Suspend().Start(3).Describe().Measure().Run();

        Assert.Equal(3, story.Cycles.Length);
        Assert.All(story.Cycles, cycle => Assert.Null(cycle.Heap));
    }
}
