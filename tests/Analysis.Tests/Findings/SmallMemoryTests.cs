using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class SmallMemoryTests
{
    private const FindingKind Kind = FindingKind.ServerGcInSmallMemory;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void Budgets_that_are_a_large_part_of_the_memory_are_found()
    {
        Finding found = On(2, limit: 400).Finds(Kind);
        Assert.Equal("2 heaps may allocate 120.0 MB between collections, 30.0 % of the memory limit of 400.0 MB (the limit for that is 25.0 %)", found.Sentence);
        Assert.Equal((60 * Mb, 0.15), (found.Cost.WastedBytes, found.Cost.WastedShare));
        Assert.StartsWith("set DOTNET_gcServer=0", found.Advice[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarter_is_within_the_limit() => On(2, limit: 480).FindsNo(Kind);

    [Fact]
    public void Workstation_GC_is_none_of_it() => On(1, limit: 100).FindsNo(Kind);

    [Fact]
    public void What_is_not_known_is_told()
    {
        new FindingScene().CollectsOn(2).Lacks(Kind, "the memory limit of the target, which is not to be seen from here");
        new FindingScene().Lacks(Kind, "a collection; there was none");
    }

    private static FindingScene On(int heaps, long limit) => new FindingScene()
        .CollectsOn(heaps, HeapFigures.Heap(gen0: HeapFigures.Budget(60 * Mb))).Within(new TargetSurroundings { MemoryLimitBytes = limit * Mb });
}
