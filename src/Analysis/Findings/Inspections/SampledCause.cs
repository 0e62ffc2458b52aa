using System.Collections.Immutable;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Whether one cause of allocations is worth a change. It takes both: surely a tenth of the sampled bytes, as without them collections become
/// a tenth rarer, and less is not felt; and a collection each second that nobody asked for, as that is the hundredth of the time that is worth
/// telling if each takes 10 ms. Where collections are rarer, it does not matter what is allocated.
/// </summary>
internal sealed class SampledCause(AllocationCause cause)
{
    public const double Limit = 0.1;

    /// <summary>With so many the error of a tenth is 3 %.</summary>
    private const int Fewest = 100;

    private const double PerMinute = 60;
    private const int TypesTold = 3;

    /// <summary>Null where it can be judged.</summary>
    public static InspectionResult? Missing(InspectedSpan span)
    {
        if (span.Allocations is not { } breakdown) return InspectionResult.Lacks($"samples of what is allocated; none could be taken");
        if (!span.IsShort && !AreCollectionsFrequent(span)) return null;
        long samples = breakdown.Total.Samples;
        return samples < Fewest ? InspectionResult.Lacks($"{Fewest} samples of what is allocated, some 10 MB; there were {samples}") : null;
    }

    /// <summary>So much more than the limit that chance does not explain it.</summary>
    public bool IsMuch(InspectedSpan span) =>
        AreCollectionsFrequent(span) && EstimateOf(span, cause) is { } estimate && estimate.Share - (2 * estimate.ShareError) >= Limit;

    public static bool AreCollectionsFrequent(InspectedSpan span) => span.PerMinute(OwnCollections(span)) >= PerMinute;

    public static AllocationEstimate? EstimateOf(InspectedSpan span, AllocationCause cause) =>
        span.Allocations?.Causes.FirstOrDefault(figure => figure.Cause == cause)?.Estimate;

    /// <summary>What the pauses would be less at most: those of a share of the collections.</summary>
    public static FindingCost CostOf(InspectedSpan span, AllocationCause cause) =>
        new((EstimateOf(span, cause)?.Share ?? 0) * span.Share(span.Report.Totals.PauseTime));

    public string Sentence(InspectedSpan span, string what) => Told.Line(
        $"{Share(span, cause)} of the bytes allocated are {what} (the limit is {Told.Percent(Limit)}), with {span.PerMinute(OwnCollections(span)):0} collections a minute that nobody asked for (the limit is {PerMinute:0})");

    /// <summary>By what it is known, and of which types most are.</summary>
    public ImmutableArray<string> Evidence(InspectedSpan span, AllocationBreakdown breakdown)
    {
        AllocationEstimate? estimate = EstimateOf(span, cause);
        IEnumerable<string> types = breakdown.Types.Where(type => type.Cause == cause).Take(TypesTold)
            .Select(type => Told.Line($"{type.TypeName}: {Told.Percent(type.Estimate.Share)} ± {100 * type.Estimate.ShareError:0.0}"));
        return
        [
            Told.Line($"{estimate?.Samples} of {breakdown.Total.Samples} samples in {Told.Seconds(breakdown.Duration)}; {Told.Mb(breakdown.Total.Bytes / breakdown.Duration.TotalSeconds)} are allocated each second"),
            .. types,
        ];
    }

    /// <summary>Where most bytes of a cause are allocated; null where no stacks were taken, or their methods have no names.</summary>
    public static FindingPlace? PlaceOf(InspectedSpan span, AllocationCause cause)
    {
        if (EstimateOf(span, cause) is not { Bytes: > 0 } all) return null;
        SiteFigure? most = span.Allocations?.Sites.FirstOrDefault(site => site.Cause == cause && site.Site != StackFrames.Unknown);
        return most is null ? null : new FindingPlace(most.Site, most.Estimate.Bytes / all.Bytes);
    }

    /// <summary>With its standard error.</summary>
    public static string Share(InspectedSpan span, AllocationCause cause) =>
        EstimateOf(span, cause) is { } estimate ? Told.Line($"{Told.Percent(estimate.Share)} ± {100 * estimate.ShareError:0.0}") : Told.Percent(0);

    private static long OwnCollections(InspectedSpan span) => span.Report.Totals.Collections.Where(pair => !pair.Key.Reason.IsInduced()).Sum(pair => pair.Value);
}
