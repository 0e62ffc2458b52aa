using System.Collections.Immutable;
using GcWatch.Analysis.Findings.Inspections;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings;

/// <summary>Every inspection of one target. One owner.</summary>
/// <param name="further">Inspections that need more than GC facts: <see cref="OfSamples"/> where the span will have samples.</param>
public sealed class TargetInspection(params ImmutableArray<IInspection> further)
{
    private readonly ImmutableArray<IInspection> inspections =
    [
        new InducedInspection(), new MidLifeInspection(), new LargeObjectInspection(), new FragmentationInspection(), new PinningInspection(),
        new FinalizerInspection(), new LongStopInspection(), new HeapsOverCpuInspection(), new SmallMemoryInspection(), new HeapCountInspection(),
        .. further,
    ];

    /// <summary>Those that judge what was sampled, and no GC facts: for one target or many.</summary>
    public static ImmutableArray<IInspection> OfSamples { get; } = [new ClosureInspection(), new BoxingInspection(), new PoolInspection()];

    /// <summary>Takes each fact once, as it becomes certain.</summary>
    public void Take(GcFact fact)
    {
        foreach (IInspection inspection in inspections) inspection.Take(fact);
    }

    /// <summary>What is to be said of all that was taken.</summary>
    public FindingsReport Judge(InspectedSpan span)
    {
        ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();
        ImmutableArray<Unjudged>.Builder unjudged = ImmutableArray.CreateBuilder<Unjudged>();
        foreach (IInspection inspection in inspections)
        {
            switch (inspection.Judge(span))
            {
                case InspectionResult.Found found: findings.Add(found.Finding); break;
                case InspectionResult.NotEnoughData lacking: unjudged.Add(new Unjudged(inspection.Kind, lacking.Missing)); break;
                case InspectionResult.NothingFound: break;
                case var other: throw new InvalidOperationException($"{other} is not one of the closed set");
            }
        }

        return new FindingsReport([.. findings.OrderByDescending(finding => finding.Cost.Weight)], unjudged.ToImmutable(), inspections.Length);
    }
}
