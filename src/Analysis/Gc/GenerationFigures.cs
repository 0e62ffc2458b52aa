namespace GcWatch.Analysis.Gc;

/// <summary>One generation around one cycle, over all heaps. Sizes in bytes.</summary>
public readonly record struct GenerationFigures
{
    public required GcGeneration Generation { get; init; }

    public required long SizeBeforeBytes { get; init; }

    public required long SizeAfterBytes { get; init; }

    /// <summary>Free-list space and free objects after the cycle.</summary>
    public required long FragmentedBytes { get; init; }

    public required long PromotedBytes { get; init; }

    /// <summary>How much may be allocated before this generation is due again; 0 where this cycle did not collect it.</summary>
    public required long BudgetBytes { get; init; }

    /// <summary>(pinned + not pinned survivors) ÷ (size − free before), 0–1; null where this cycle did not collect it or it was empty.</summary>
    public required double? SurvivalRatio { get; init; }
}
