using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class PinningTests
{
    private const FindingKind Kind = FindingKind.Pinning;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void A_gen0_that_pinned_objects_hold_in_place_is_found()
    {
        Finding found = Pinned().Finds(Kind);
        Assert.Equal("5 pinned objects keep 10.0 MB of gen0 in place after a collection (10.0 % of the heap, the limit is 10.0 %), 5.0 MB of it gaps", found.Sentence);
        Assert.Equal(["2.0 MB survived each collection without being moved, by the mean of 10"], found.Evidence);
        Assert.Equal((5 * Mb, 0.05), (found.Cost.WastedBytes, found.Cost.WastedShare));
    }

    [Fact]
    public void A_gen0_that_is_emptied_is_none() => Pinned(gen0: 1).FindsNo(Kind);

    [Fact]
    public void A_gen0_full_of_survivors_is_something_else()
    {
        Pinned(free: 4).FindsNo(Kind);
        Pinned(objects: 0).FindsNo(Kind);
    }

    [Fact]
    public void Less_than_a_tenth_of_the_heap_does_not_matter() => Pinned(gen2: 91).FindsNo(Kind);

    [Fact]
    public void Nine_collections_are_too_few() => Pinned(times: 9).Lacks(Kind, "10 collections that stop the threads; there were 9");

    /// <summary>At every limit.</summary>
    private static FindingScene Pinned(int times = 10, int objects = 5, long gen0 = 10, long free = 5, long gen2 = 90) => new FindingScene().Collects(
        times, statistics: HeapFigures.Statistics([gen0 * Mb, 0, gen2 * Mb, 0, 0], pinned: objects),
        heap: HeapFigures.Heap(gen0: HeapFigures.FreeAfter(free * Mb) with { PinnedSurvived = 2 * Mb }));
}
