using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>Something about the target that can be changed, and would pay.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Cost">What it costs at most.</param>
/// <param name="Sentence">What was measured, and the limit.</param>
public sealed record Finding(FindingKind Kind, FindingCost Cost, string Sentence)
{
    /// <summary>Where most of it is; null where nothing says so.</summary>
    public FindingPlace? Place { get; init; }

    /// <summary>Further figures, a line each.</summary>
    public required ImmutableArray<string> Evidence { get; init; }

    /// <summary>What to change: settings by their names and values, or what to do in the code; a line each, the best first.</summary>
    public required ImmutableArray<string> Advice { get; init; }
}
