using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Values that are made objects; see <see cref="SampledCause"/> for the limits. Where the assemblies of the process could not be read, a boxed
/// struct cannot be told from a class.
/// </summary>
internal sealed class BoxingInspection : IInspection
{
    private static readonly SampledCause Boxes = new(AllocationCause.Boxing);

    public FindingKind Kind => FindingKind.Boxing;

    public void Take(GcFact fact)
    {
        // Samples are all that it looks at.
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (SampledCause.Missing(span) is { } missing) return missing;
        if (span.Allocations is { } breakdown && Boxes.IsMuch(span)) return new InspectionResult.Found(Explain(span, breakdown));
        bool isHidden = SampledCause.AreCollectionsFrequent(span) && SampledCause.EstimateOf(span, AllocationCause.Unresolved) is { Share: >= SampledCause.Limit };
        return isHidden
            ? InspectionResult.Lacks($"the assemblies of the process: of {SampledCause.Share(span, AllocationCause.Unresolved)} of the bytes allocated the type alone does not tell")
            : InspectionResult.Nothing;
    }

    private static Finding Explain(InspectedSpan span, AllocationBreakdown breakdown) =>
        new(FindingKind.Boxing, SampledCause.CostOf(span, AllocationCause.Boxing), Boxes.Sentence(span, "value types as objects"))
        {
            Place = SampledCause.PlaceOf(span, AllocationCause.Boxing),
            Evidence = Boxes.Evidence(span, breakdown),
            Advice =
            [
                "make the method that takes object or an interface generic, with the interface as a constraint (void Add<T>(T item) where T : IShape)",
                "use generic collections, and enumerate a list as List<T>, not as IEnumerable<T>: through the interface its enumerator is an object",
                "a struct that is a key or is compared needs IEquatable<T> and its own GetHashCode; what it inherits takes object",
                "gcwatch allocs --stacks names every place, and writes flame graphs",
            ],
        };
}
