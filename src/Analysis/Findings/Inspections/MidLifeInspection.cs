using System.Collections.Immutable;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Objects that live just long enough to reach gen2, and die there: the dearest place to die. It takes all of: gen1 lets more than half
/// through, so that it is no filter; more than a tenth of what is allocated reaches gen2, ten times what two generations leave that keep a
/// tenth each; a fifth of gen2 is dead when it is collected, which is what its budget makes of a heap that is all churn; and gen1 and gen2 cost.
/// </summary>
internal sealed class MidLifeInspection : IInspection
{
    private const int FewestCollections = 10;
    private const int FewestGen2 = 3;
    private const double SurvivalOfGen1 = 0.5;
    private const double ReachesGen2 = 0.1;
    private const double DiesInGen2 = 0.2;

    private readonly AllocatedSpan allocated = new();
    private readonly Flow gen1 = new();
    private readonly Flow gen2 = new();
    private int collections;
    private int blockingGen2;
    private HeapSnapshot? last;
    private long budget;
    private TimeSpan pause;

    public FindingKind Kind => FindingKind.MidLifeCrisis;

    public void Take(GcFact fact)
    {
        allocated.Take(fact);
        if (fact is not GcFact.CycleComplete { Cycle: { Heap: { } heap } cycle }) return;
        collections++;
        last = heap;
        if (heap.Generations[(int)GcGeneration.Gen0].BudgetBytes is > 0 and var bytes) budget = bytes;
        if (cycle.Generation == GcGeneration.Gen0 || cycle.Reason.IsInduced()) return;
        pause += cycle.Pause;
        if (cycle.Type != GcCycleType.Background) gen1.Add(heap.Generations[(int)GcGeneration.Gen1]);
        if (cycle.Generation != GcGeneration.Gen2) return;
        gen2.Add(heap.Generations[(int)GcGeneration.Gen2]);
        if (cycle.Type == GcCycleType.NonConcurrent) blockingGen2++;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (collections < FewestCollections) return InspectionResult.Lacks($"{FewestCollections} collections; there were {collections}");
        double cost = span.Share(pause);
        if (cost < InspectedSpan.WorthTelling || gen1.SurvivedShare < SurvivalOfGen1 || ReachedShare < ReachesGen2) return InspectionResult.Nothing;
        if (gen2.Count < FewestGen2) return InspectionResult.Lacks($"{FewestGen2} gen2 collections that nobody asked for; there were {gen2.Count}");
        return gen2.DeadShare < DiesInGen2 ? InspectionResult.Nothing : new InspectionResult.Found(Explain(cost, span));
    }

    /// <summary>Share of what was allocated that reached gen2; null where that is not known.</summary>
    private double? ReachedShare => allocated.Bytes is > 0 and var bytes ? Math.Min(1, (double)gen1.Survived / bytes) : null;

    private Finding Explain(double cost, InspectedSpan span)
    {
        string reached = ReachedShare is { } share ? $" ({Told.Percent(share)} of what was allocated)" : "";
        string sentence =
            $"{Told.Mb(gen1.Survived)} went from gen1 to gen2 in {Told.Seconds(span.Length)}{reached}, and {Told.Percent(gen2.DeadShare)} of gen2 was dead when it was collected (the limit is {Told.Percent(DiesInGen2)}); "
            + $"gen1 and gen2 took {Told.Percent(cost)} of the time in pauses";
        return new Finding(Kind, new FindingCost(cost), sentence)
        {
            Evidence =
            [
                Told.Line($"gen1 let {Told.Percent(gen1.SurvivedShare)} of its objects through, in {gen1.Count} collections (the limit is {Told.Percent(SurvivalOfGen1)})"),
                Told.Line($"{gen2.Count} gen2 collections found {Told.Mb(gen2.Dead)} dead; {blockingGen2} of them stopped the threads for all of it"),
            ],
            Advice = Advice(span.Surroundings),
        };
    }

    private ImmutableArray<string> Advice(TargetSurroundings surroundings) =>
    [
        "let objects of a request die with it, or keep them for good: look for caches with a short life, queues, buffers that are refilled, tasks that wait long with much in hand",
        "give a cache a bound by size and refill it in place; what lives as long as a request belongs in a pool of few, or in a struct on the stack",
        .. blockingGen2 * 2 > gen2.Count && surroundings.Setting("gcConcurrent") is { } setting
            ? (string[])[$"take {setting} away, so that gen2 is collected beside the threads"]
            : [],
        .. last is { HeapCount: > 0 and var heaps } && budget > 0
            ? (string[])[$"worth a try, where there is memory for it: DOTNET_GCgen0size={Told.Hexadecimal(2 * budget / heaps)} (hexadecimal, for each heap): fewer collections, each longer, by which more is dead"]
            : [],
    ];

    /// <summary>What came into the collections of one generation, and what came out.</summary>
    private sealed class Flow
    {
        private long occupied;

        public int Count { get; private set; }

        public long Survived { get; private set; }

        public long Dead => occupied - Survived;

        public double SurvivedShare => occupied > 0 ? (double)Survived / occupied : 0;

        public double DeadShare => occupied > 0 ? (double)Dead / occupied : 0;

        public void Add(GenerationFigures figures)
        {
            Count++;
            occupied += figures.OccupiedBeforeBytes;
            Survived += Math.Min(figures.SurvivedBytes, figures.OccupiedBeforeBytes);
        }
    }
}
