using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class FragmentationTests
{
    private const FindingKind Kind = FindingKind.Fragmentation;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void Free_space_is_found_by_generation_and_the_worst_one_is_advised_on()
    {
        Finding found = Heap(gen2: 200, gen2Free: 50, loh: 200, lohFree: 200).Finds(Kind);
        Assert.Equal("62.5 % of gen2, LOH and POH is free space between objects (250.0 MB of 400.0 MB); the limit is 50.0 %", found.Sentence);
        Assert.Equal(["gen2: 25.0 % free, 50.0 MB of 200.0 MB", "loh: 100.0 % free, 200.0 MB of 200.0 MB"], found.Evidence);
        Assert.Equal((250 * Mb, 0.625), (found.Cost.WastedBytes, found.Cost.WastedShare));
        Assert.Contains(found.Advice, line => line.Contains("ArrayPool", StringComparison.Ordinal));
    }

    [Fact]
    public void Half_of_it_free_is_within_the_limit() => Heap(gen2: 300, gen2Free: 150).FindsNo(Kind);

    [Fact]
    public void A_little_does_not_matter_unless_it_is_a_tenth_of_the_memory_there_is()
    {
        Heap(gen2: 110, gen2Free: 100).FindsNo(Kind);
        Heap(gen2: 110, gen2Free: 100).Within(new TargetSurroundings { MemoryLimitBytes = 1000 * Mb }).FindsNo(Kind);
        Heap(gen2: 110, gen2Free: 100).Within(new TargetSurroundings { MemoryLimitBytes = 999 * Mb }).Finds(Kind);
    }

    [Fact]
    public void A_compacted_heap_has_none() => Heap(gen2: 300, gen2Free: 3).FindsNo(Kind);

    [Fact]
    public void Without_a_collection_nothing_is_known() => new FindingScene().Lacks(Kind, "a collection; there was none");

    private static FindingScene Heap(long gen2, long gen2Free, long loh = 0, long lohFree = 0) => new FindingScene().Collects(
        1, GcGeneration.Gen2, statistics: HeapFigures.Statistics([0, 0, gen2 * Mb, loh * Mb, 0]),
        heap: HeapFigures.Heap(gen2: HeapFigures.FreeAfter(gen2Free * Mb), loh: HeapFigures.FreeAfter(lohFree * Mb)));
}
