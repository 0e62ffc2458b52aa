using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class LargeObjectTests
{
    private const FindingKind Kind = FindingKind.LargeObjectChurn;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void Gen2_after_gen2_for_large_objects_that_die_is_found()
    {
        Finding found = Large(15).Finds(Kind);
        Assert.Equal(
            "15 of 15 gen2 collections were for large objects (15 a minute, the limit is 12), and 50.0 % of the large object heap was dead at them; they took 2.5 % of the time in pauses",
            found.Sentence);
        Assert.Equal("1500.0 MB of large objects were looked at, 750.0 MB of them stayed", found.Evidence[0]);
    }

    [Fact]
    public void Twelve_a_minute_are_within_the_limit() => Large(12).FindsNo(Kind);

    [Fact]
    public void Large_objects_that_stay_are_growth_and_no_churn() => Large(15, survivedMb: 51).FindsNo(Kind);

    [Fact]
    public void Where_most_gen2_collections_are_for_something_else_they_are_not_the_cause()
    {
        Large(15).Collects(15, GcGeneration.Gen2).Finds(Kind);
        Large(15).Collects(16, GcGeneration.Gen2).FindsNo(Kind);
    }

    [Fact]
    public void A_few_seconds_say_nothing() => Large(2).WatchedFor(5).Lacks(Kind, "10.0 s of watching; this was 5.0 s");

    private static FindingScene Large(int times, long survivedMb = 50) => new FindingScene().Collects(
        times, GcGeneration.Gen2, ms: 100, heap: HeapFigures.Heap(loh: HeapFigures.Survived(survivedMb * Mb, of: 100 * Mb)), reason: GcReason.AllocLarge);
}
