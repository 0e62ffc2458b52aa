using GcWatch.Analysis.Gc;

namespace GcWatch.Collectors.Tests.Replay;

public sealed class ConservationTests
{
    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void The_pauses_of_all_cycles_and_the_unattributed_are_exactly_all_gc_suspensions(string trace)
    {
        Recording recording = Traces.Read(trace);
        TimeSpan cycles = Recording.Sum(recording.Cycles.Select(cycle => cycle.Pause));
        Assert.True(recording.PauseTime > TimeSpan.Zero);
        Assert.Equal(recording.PauseTime, cycles + recording.Totals.UnattributedPauseTime);
        Assert.Equal(recording.PauseTime, recording.Totals.PauseTime);
    }

    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void No_collection_is_missing_and_only_the_edges_are_seen_in_part(string trace)
    {
        Recording recording = Traces.Read(trace);
        Assert.Equal(0, recording.Totals.Health.NumberGaps);
        Assert.InRange(recording.Totals.Health.PartialCycles, 0, 3);
        Assert.InRange(recording.Totals.Health.UnpairedEvents, 0, 8);
        Assert.Null(recording.End?.Fault);
    }

    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void The_heap_figures_are_consistent_in_themselves(string trace)
    {
        Assert.All(Traces.Read(trace).Cycles, cycle =>
        {
            HeapSnapshot heap = Assert.IsType<HeapSnapshot>(cycle.Heap);
            Assert.Equal(heap.SizeAfterBytes, heap.Generations.Sum(generation => generation.SizeAfterBytes));
            Assert.Equal(heap.SizeBeforeBytes, heap.Generations.Sum(generation => generation.SizeBeforeBytes));
            Assert.InRange(heap.FragmentedBytes, 0, heap.SizeAfterBytes);
            Assert.InRange(heap.SurvivalRatio ?? 0, 0, 1);
            Assert.True(heap.CommittedBytes >= heap.SizeAfterBytes * 0.9, $"committed {heap.CommittedBytes} of {heap.SizeAfterBytes}");
            Assert.True(heap.BookkeepingBytes > 0);
            if (cycle.Type != GcCycleType.Background) Assert.True(heap.Generations[0].BudgetBytes > 0);
        });
    }
}
