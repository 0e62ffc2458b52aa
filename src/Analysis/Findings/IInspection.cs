using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings;

/// <summary>Looks for one kind of finding in one target, and explains it. One owner.</summary>
public interface IInspection
{
    FindingKind Kind { get; }

    /// <summary>What is now certain.</summary>
    void Take(GcFact fact);

    /// <param name="span">What was watched, in all.</param>
    InspectionResult Judge(InspectedSpan span);
}
