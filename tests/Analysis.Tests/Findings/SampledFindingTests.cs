using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Pools;

namespace GcWatch.Analysis.Tests.Findings;

/// <summary>Closures, boxing and pool misuse: what samples say.</summary>
public sealed class SampledFindingTests
{
    private const string Closure = "<>c__DisplayClass4_0";
    private const string Delegate = "System.Action";
    private const string Box = "System.Int32";
    private const string Bare = "Crate";

    [Fact]
    public void Closures_that_are_a_large_part_of_what_is_allocated_are_found()
    {
        Finding found = new FindingScene().Collects(90, ms: 10).Samples((Closure, 300), (Delegate, 100), ("System.String", 600)).Finds(FindingKind.Closures);
        Assert.Equal(
            "30.0 % ± 1.4 of the bytes allocated are captured variables of lambdas and local functions (the limit is 10.0 %), with 90 collections a minute that nobody asked for (the limit is 60)",
            found.Sentence);
        Assert.Equal(
            ["300 of 1000 samples in 5.0 s; 20.5 MB are allocated each second", $"{Closure}: 30.0 % ± 1.4", "delegates, which mostly come with them: 10.0 % ± 0.9"], found.Evidence);
        Assert.Equal(0.3 * 0.015, found.Cost.PauseShare, 6);
    }

    [Fact]
    public void Boxes_are_found_likewise()
    {
        Finding found = new FindingScene().Collects(60).Samples((Box, 200), ("System.String", 300)).Finds(FindingKind.Boxing);
        Assert.StartsWith("40.0 % ± 2.2 of the bytes allocated are value types as objects", found.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_place_where_most_of_it_is_made_is_named_with_its_part()
    {
        Finding found = new FindingScene().Collects(60)
            .SamplesAt((Box, 150, "Shop.Basket.Add"), ("System.Int64", 50, "Shop.Till.Count"), ("System.String", 300, "Shop.Label.Print")).Finds(FindingKind.Boxing);
        Assert.Equal("Shop.Basket.Add", found.Place?.Method);
        Assert.Equal(0.75, found.Place?.Share ?? 0, 9);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    public void Without_stacks_or_names_no_place_is_named(string method) =>
        Assert.Null(new FindingScene().Collects(60).SamplesAt((Box, 200, method), ("System.String", 300, method)).Finds(FindingKind.Boxing).Place);

    [Theory]
    [InlineData(FindingKind.Closures)]
    [InlineData(FindingKind.Boxing)]
    public void A_share_that_chance_may_have_made_is_none(FindingKind kind) =>
        new FindingScene().Collects(60).Samples((Closure, 110), (Box, 110), ("System.String", 780)).FindsNo(kind);

    [Theory]
    [InlineData(FindingKind.Closures)]
    [InlineData(FindingKind.Boxing)]
    public void Where_collections_are_rare_it_does_not_matter_what_is_allocated(FindingKind kind)
    {
        new FindingScene().Collects(59).Samples((Closure, 500), (Box, 500)).FindsNo(kind);
        new FindingScene().Collects(10).Samples((Closure, 1)).FindsNo(kind);
    }

    [Fact]
    public void Few_samples_say_nothing_where_collections_are_frequent_or_were_watched_for_seconds()
    {
        const string Missing = "100 samples of what is allocated, some 10 MB; there were 99";
        new FindingScene().Collects(60).Samples((Closure, 99)).Lacks(FindingKind.Closures, Missing);
        new FindingScene().WatchedFor(4).Samples((Closure, 99)).Lacks(FindingKind.Closures, Missing);
    }

    [Fact]
    public void A_box_that_cannot_be_told_from_a_class_is_no_box_and_no_clean_bill() =>
        new FindingScene().Collects(60).Samples((Bare, 200), ("System.String", 800))
            .Lacks(FindingKind.Boxing, "the assemblies of the process: of 20.0 % ± 1.3 of the bytes allocated the type alone does not tell");

    [Fact]
    public void A_pool_that_is_not_given_back_what_it_lends_is_found_and_what_it_costs_are_the_arrays_it_makes()
    {
        Finding found = new FindingScene().UsesPools(Audit(Leaking)).Finds(FindingKind.PoolMisuse);
        Assert.Equal("rented, never returned: of 100 arrays of 4096 elements rented in 5.0 s, 100 are out, and 90 had to be made", found.Sentence);
        Assert.Equal(["arrays that pools had to make: 0.0 % of the bytes allocated"], found.Evidence);
        Assert.StartsWith("Return what is rented", found.Advice[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_pool_that_gets_all_back_is_well_and_one_that_is_hardly_used_is_not_judged()
    {
        new FindingScene().UsesPools(Audit(new PoolBucket(1, 64) { Rented = 20, Returned = 20 })).FindsNo(FindingKind.PoolMisuse);
        new FindingScene().UsesPools(Audit(new PoolBucket(1, 64) { Rented = 19, Returned = 19 })).Lacks(FindingKind.PoolMisuse, "20 arrays rented from pools; there were 19");
    }

    [Fact]
    public void Of_lost_events_any_may_have_been_a_return() =>
        new FindingScene().UsesPools(Audit(Leaking) with { LostEvents = 1 }).Lacks(FindingKind.PoolMisuse, "all events of the array pools; some were lost");

    private static PoolBucket Leaking => new(1, 4096) { Rented = 100, Missed = 90, Outstanding = 100, OutstandingByQuarter = [25, 25, 25, 25] };

    private static PoolAudit Audit(PoolBucket bucket) => new(TimeSpan.FromSeconds(5), [bucket]);
}
