using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Pools;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>What the audit of the array pools has found (docs/pools.md); what their misses cost is a share of the pauses, by the sampled bytes.</summary>
internal sealed class PoolInspection : IInspection
{
    public FindingKind Kind => FindingKind.PoolMisuse;

    public void Take(GcFact fact)
    {
        // The audit is all that it looks at.
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (span.Pools is not { } audit) return InspectionResult.Lacks($"events of the array pools; none could be had");
        if (audit.Findings is [var first, ..]) return new InspectionResult.Found(Explain(span, audit, first));
        if (!audit.IsWhole) return InspectionResult.Lacks($"all events of the array pools; some were lost");
        return audit.HasEnoughData
            ? InspectionResult.Nothing
            : InspectionResult.Lacks($"{PoolAudit.LeastRents} arrays rented from pools; there were {audit.Buckets.Sum(bucket => bucket.Rented)}");
    }

    private static Finding Explain(InspectedSpan span, PoolAudit audit, PoolFinding first) =>
        new(FindingKind.PoolMisuse, SampledCause.CostOf(span, AllocationCause.PoolMiss), Sentence(first, audit))
        {
            Place = SampledCause.PlaceOf(span, AllocationCause.PoolMiss),
            Evidence = [.. audit.Findings.Skip(1).Select(further => Sentence(further, audit)), $"arrays that pools had to make: {SampledCause.Share(span, AllocationCause.PoolMiss)} of the bytes allocated"],
            Advice = [.. audit.Findings.Select(finding => finding.Advice).Distinct(), "gcwatch pools --stacks names the methods that rent what is not returned"],
        };

    private static string Sentence(PoolFinding finding, PoolAudit audit)
    {
        PoolBucket bucket = finding.Bucket;
        return Told.Line(
            $"{finding.Name}: of {bucket.Rented} arrays of {bucket.Length} elements rented in {Told.Seconds(audit.Over)}, {bucket.Outstanding} are out, and {bucket.Missed} had to be made");
    }
}
