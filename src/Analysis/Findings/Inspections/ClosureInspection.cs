using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>Objects that hold the variables of lambdas, each made anew where its block begins; see <see cref="SampledCause"/> for the limits.</summary>
internal sealed class ClosureInspection : IInspection
{
    private static readonly SampledCause Closures = new(AllocationCause.Closure);

    public FindingKind Kind => FindingKind.Closures;

    public void Take(GcFact fact)
    {
        // Samples are all that it looks at.
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (SampledCause.Missing(span) is { } missing) return missing;
        return span.Allocations is { } breakdown && Closures.IsMuch(span) ? new InspectionResult.Found(Explain(span, breakdown)) : InspectionResult.Nothing;
    }

    private static Finding Explain(InspectedSpan span, AllocationBreakdown breakdown) =>
        new(FindingKind.Closures, SampledCause.CostOf(span, AllocationCause.Closure), Closures.Sentence(span, "captured variables of lambdas and local functions"))
        {
            Place = SampledCause.PlaceOf(span, AllocationCause.Closure),
            Evidence = [.. Closures.Evidence(span, breakdown), $"delegates, which mostly come with them: {SampledCause.Share(span, AllocationCause.Delegate)}"],
            Advice =
            [
                "give the lambda what it needs as an argument, and make it static, so that the compiler refuses to capture: many methods take a state (ConcurrentDictionary.GetOrAdd with an argument, Task.Factory.StartNew, CancellationToken.Register)",
                "make the delegate once, outside the loop or in a static field, where it does not depend on the call",
                "write a hot path as a plain loop; declare a captured variable in the innermost block that needs it, as its object is made where that block begins, even if the lambda is not",
                "gcwatch allocs --stacks names every place, and writes flame graphs",
            ],
        };
}
