using System.Collections.Immutable;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Pools;
using GcWatch.Analysis.Tests.Allocations;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Findings;

/// <summary>What a target did, and what is found in it. Watched for a minute unless told otherwise.</summary>
internal sealed class FindingScene
{
    public const long Mb = 1_000_000;

    private readonly GcStory story = new();
    private TargetSurroundings surroundings = TargetSurroundings.Unknown;
    private TimeSpan length = Minutes(1);
    private AllocationBreakdown? allocations;
    private PoolAudit? pools;
    private int number;

    public FindingScene WatchedFor(double seconds)
    {
        length = Seconds(seconds);
        return this;
    }

    public FindingScene Within(TargetSurroundings place)
    {
        surroundings = place;
        return this;
    }

    /// <summary>So many collections alike.</summary>
    public FindingScene Collects(
        int times, GcGeneration generation = GcGeneration.Gen0, double ms = 1, HeapStatistics? statistics = null,
        ImmutableArray<HeapGeneration>? heap = null, GcReason reason = GcReason.AllocSmall)
    {
        for (int i = 0; i < times; i++) story.Collect(++number, generation, ms, statistics, heap, reason);
        return this;
    }

    /// <summary>A collection for each number, on so many heaps.</summary>
    public FindingScene CollectsOn(params ReadOnlySpan<int> heapCounts)
    {
        foreach (int heaps in heapCounts) CollectsOn(heaps, HeapFigures.NoFigures);
        return this;
    }

    /// <summary>One collection on so many heaps, each alike.</summary>
    public FindingScene CollectsOn(int heaps, ImmutableArray<HeapGeneration> each)
    {
        story.Suspend().Stopped().Start(++number).After(1)
            .Describe(false, [.. Enumerable.Repeat(each, heaps)]).End(number).Measure().Restart().Run();
        return this;
    }

    /// <summary>Pauses without a collection: so long until the threads stand still, and so long of work.</summary>
    public FindingScene Pauses(int times, double stopMs, double workMs)
    {
        for (int i = 0; i < times; i++) story.Suspend().After(stopMs).Stopped().After(workMs).Restart().Run();
        return this;
    }

    public FindingScene Allocates(long bytes)
    {
        story.CounterAdds(bytes);
        return this;
    }

    /// <summary>So many samples of each type, of objects of 100 bytes.</summary>
    public FindingScene Samples(params (string TypeName, int Count)[] types) => SamplesAt([.. types.Select(type => (type.TypeName, type.Count, ""))]);

    /// <summary>The same, each made in a method; empty where no stack was taken.</summary>
    public FindingScene SamplesAt(params (string TypeName, int Count, string Method)[] types)
    {
        var tally = new AllocationTally(AllocationSampling.Random);
        for (int type = 0; type < types.Length; type++)
        {
            int stack = types[type].Method.Length > 0 ? type : -1;
            for (int i = 0; i < types[type].Count; i++) tally.Take(new AllocationSample(types[type].TypeName, AllocationHeap.Small, stack, SampleWeight.Random(100)));
        }

        allocations = AllocationBreakdown.Of(
            tally, Seconds(5), new CauseClassifier(new NamedShapes()), stack => stack < 0 ? [] : [types[stack].Method, "System.Threading.Thread.Start"]);
        return this;
    }

    public FindingScene UsesPools(PoolAudit audit)
    {
        pools = audit;
        return this;
    }

    public FindingsReport Judge(params ImmutableArray<IInspection> further)
    {
        var inspection = new TargetInspection(further);
        foreach (GcFact fact in story.Facts) inspection.Take(fact);
        return inspection.Judge(new InspectedSpan(story.Report(), surroundings, length) { Allocations = allocations, Pools = pools });
    }

    public Finding Finds(FindingKind kind) => Assert.Single(JudgeAll().Findings, finding => finding.Kind == kind);

    /// <summary>It could be judged, and nothing is wrong.</summary>
    public void FindsNo(FindingKind kind)
    {
        FindingsReport report = JudgeAll();
        Assert.DoesNotContain(report.Findings, finding => finding.Kind == kind);
        Assert.DoesNotContain(report.Unjudged, unjudged => unjudged.Kind == kind);
    }

    /// <summary>It could not be judged for this.</summary>
    public void Lacks(FindingKind kind, string missing)
    {
        FindingsReport report = JudgeAll();
        Assert.Equal(missing, Assert.Single(report.Unjudged, unjudged => unjudged.Kind == kind).Missing);
        Assert.DoesNotContain(report.Findings, finding => finding.Kind == kind);
    }

    private FindingsReport JudgeAll() => Judge(TargetInspection.OfSamples);
}
