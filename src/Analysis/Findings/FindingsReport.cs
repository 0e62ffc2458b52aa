using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>All that was found, the dearest first, and what could not be judged.</summary>
public sealed record FindingsReport(ImmutableArray<Finding> Findings, ImmutableArray<Unjudged> Unjudged);

/// <summary>A kind that could not be judged.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Missing">Why not.</param>
public sealed record Unjudged(FindingKind Kind, string Missing);
