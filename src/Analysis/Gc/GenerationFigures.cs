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

    /// <summary>What objects, dead ones too, occupied before the cycle.</summary>
    public required long OccupiedBeforeBytes { get; init; }

    /// <summary>What this cycle found alive of that; 0 where it did not collect this generation.</summary>
    public required long SurvivedBytes { get; init; }

    /// <summary>The part of <see cref="SurvivedBytes"/> that could not be moved, for pinned objects.</summary>
    public required long PinnedSurvivedBytes { get; init; }

    /// <summary>How much may be allocated before this generation is due again; 0 where this cycle did not collect it.</summary>
    public required long BudgetBytes { get; init; }

    /// <summary>(pinned + not pinned survivors) ÷ (size − free before), 0–1; null where this cycle did not collect it or it was empty.</summary>
    public required double? SurvivalRatio { get; init; }
}
