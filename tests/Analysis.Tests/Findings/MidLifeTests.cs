using System.Collections.Immutable;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Findings;

public sealed class MidLifeTests
{
    private const FindingKind Kind = FindingKind.MidLifeCrisis;
    private const long Mb = FindingScene.Mb;

    [Fact]
    public void Objects_that_reach_gen2_and_die_there_are_found_with_every_limit()
    {
        Finding found = Churn().Finds(Kind);
        Assert.Equal(
            "130.0 MB went from gen1 to gen2 in 60.0 s (13.0 % of what was allocated), and 30.0 % of gen2 was dead when it was collected (the limit is 20.0 %); gen1 and gen2 took 2.2 % of the time in pauses",
            found.Sentence);
        Assert.Equal("gen1 let 50.0 % of its objects through, in 13 collections (the limit is 50.0 %)", found.Evidence[0]);
        Assert.Equal("3 gen2 collections found 90.0 MB dead; 3 of them stopped the threads for all of it", found.Evidence[1]);
    }

    [Fact]
    public void A_fifth_of_gen2_dead_is_the_limit()
    {
        Churn(gen2Survived: 80).Finds(Kind);
        Churn(gen2Survived: 81).FindsNo(Kind);
    }

    [Fact]
    public void A_gen1_that_frees_more_than_half_does_its_work() => Churn(gen1Of: 21).FindsNo(Kind);

    [Fact]
    public void A_tenth_of_what_is_allocated_is_the_limit()
    {
        Churn(allocated: 1300).Finds(Kind);
        Churn(allocated: 1301).FindsNo(Kind);
    }

    [Fact]
    public void What_costs_next_to_nothing_is_none() => Churn(ms: 40).FindsNo(Kind);

    [Fact]
    public void Two_gen2_collections_are_too_few_and_those_that_were_asked_for_do_not_count()
    {
        Churn(gen2: 2).Lacks(Kind, "3 gen2 collections that nobody asked for; there were 2");
        Churn(gen2Reason: GcReason.Induced).Lacks(Kind, "3 gen2 collections that nobody asked for; there were 0");
    }

    [Fact]
    public void Few_collections_say_nothing() => new FindingScene().Collects(9).Lacks(Kind, "10 collections; there were 9");

    [Fact]
    public void A_healthy_process_needs_no_gen2_to_be_judged() => new FindingScene().Collects(10).FindsNo(Kind);

    [Fact]
    public void The_switched_off_background_collection_is_named_where_it_is_set()
    {
        var place = new TargetSurroundings { Variables = TargetSurroundings.Unknown.Variables.Add("DOTNET_gcConcurrent", "0") };
        Assert.Contains(Churn().Within(place).Finds(Kind).Advice, line => line.StartsWith("take DOTNET_gcConcurrent=0 away", StringComparison.Ordinal));
        Assert.DoesNotContain(Churn().Finds(Kind).Advice, line => line.Contains("gcConcurrent", StringComparison.Ordinal));
    }

    /// <summary>Ten gen1 and some gen2 that all are at their limit but for gen2's dead: sizes in MB.</summary>
    private static FindingScene Churn(
        long gen1Of = 20, long gen2Survived = 70, long allocated = 1000, double ms = 100, int gen2 = 3, GcReason gen2Reason = GcReason.AllocSmall)
    {
        ImmutableArray<HeapGeneration> heap = HeapFigures.Heap(
            gen1: HeapFigures.Survived(10 * Mb, of: gen1Of * Mb), gen2: HeapFigures.Survived(gen2Survived * Mb, of: 100 * Mb));
        return new FindingScene().Collects(10, GcGeneration.Gen1, ms, heap: heap).Collects(gen2, GcGeneration.Gen2, ms, heap: heap, reason: gen2Reason)
            .Allocates(allocated * Mb);
    }
}
