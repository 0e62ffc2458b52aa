using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class FinalizerTests
{
    private const FindingKind Kind = FindingKind.FinalizerBacklog;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void What_is_kept_for_finalizers_again_and_again_is_found()
    {
        Finding found = Kept(10, Mb).Finds(Kind);
        Assert.Equal("10.0 % of what the collections kept was dead and waited for its finalizer (10.0 MB in 60.0 s); the limit is 10.0 %", found.Sentence);
        Assert.Equal(["10 of 10 collections kept 1 MB and more for it; the most was 1.0 MB"], found.Evidence);
    }

    [Fact]
    public void What_is_disposed_of_leaves_none() => Kept(10, 0).FindsNo(Kind);

    [Fact]
    public void A_little_less_than_the_limit_is_none() => Kept(10, Mb - 1).FindsNo(Kind);

    [Fact]
    public void Once_is_no_backlog()
    {
        Kept(5, 10 * Mb).Collects(5).Finds(Kind);
        Kept(5, 10 * Mb).Collects(6).FindsNo(Kind);
    }

    [Fact]
    public void Four_collections_are_too_few() => Kept(4, Mb).Lacks(Kind, "5 collections; there were 4");

    private static FindingScene Kept(int times, long bytes) => new FindingScene().Collects(
        times, statistics: HeapFigures.Statistics([0, 0, 0, 0, 0], promoted: [4 * Mb, 6 * Mb, 0, 0, 0], finalization: bytes));
}
