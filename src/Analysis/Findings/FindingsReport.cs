using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>All that was found, the dearest first, and what could not be judged.</summary>
/// <param name="Findings">What was found.</param>
/// <param name="Unjudged">What could not be judged.</param>
/// <param name="Inspections">How many kinds were looked for.</param>
public sealed record FindingsReport(ImmutableArray<Finding> Findings, ImmutableArray<Unjudged> Unjudged, int Inspections)
{
    /// <summary>How many of them could be judged.</summary>
    public int Judged => Inspections - Unjudged.Length;
}

/// <summary>A kind that could not be judged.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Missing">Why not.</param>
public sealed record Unjudged(FindingKind Kind, string Missing);
