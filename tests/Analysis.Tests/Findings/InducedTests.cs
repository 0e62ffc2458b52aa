using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class InducedTests
{
    private const FindingKind Kind = FindingKind.InducedCollections;

    [Fact]
    public void Collections_that_somebody_asked_for_are_found_with_their_number_and_their_cost()
    {
        Finding found = new FindingScene().Collects(2, GcGeneration.Gen2, ms: 200, reason: GcReason.Induced)
            .Collects(1, GcGeneration.Gen0, ms: 200, reason: GcReason.InducedNotForced).Finds(Kind);
        Assert.Equal("the application asked for 3 collections in 60.0 s (3 a minute, the limit is 1), which took 1.0 % of the time in pauses", found.Sentence);
        Assert.Equal(["1 of gen0, NonConcurrent, reason induced_not_forced", "2 of gen2, NonConcurrent, reason induced"], found.Evidence);
        Assert.Equal(0.01, found.Cost.PauseShare, 9);
    }

    [Fact]
    public void Collections_that_nobody_asked_for_are_none() => new FindingScene().Collects(500).FindsNo(Kind);

    [Fact]
    public void One_a_minute_is_within_the_limit() => new FindingScene().WatchedFor(120).Collects(2, reason: GcReason.Induced).FindsNo(Kind);

    [Fact]
    public void One_alone_is_no_habit() => new FindingScene().WatchedFor(10).Collects(1, reason: GcReason.Induced).FindsNo(Kind);

    [Fact]
    public void A_few_seconds_without_one_say_nothing() =>
        new FindingScene().WatchedFor(9.9).Collects(5).Lacks(Kind, "10.0 s of watching; this was 9.9 s");
}
