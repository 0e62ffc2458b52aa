namespace GcWatch.Analysis.Gc;

/// <summary>The five generations that the runtime reports; the order is the wire's.</summary>
public enum GcGeneration
{
    Gen0 = 0,
    Gen1 = 1,
    Gen2 = 2,

    /// <summary>The large object heap (generation 3 on the wire), collected with gen2.</summary>
    Loh = 3,

    /// <summary>The pinned object heap (generation 4 on the wire), collected with gen2.</summary>
    Poh = 4,
}

public static class GcGenerations
{
    /// <summary>How many generations each per-generation array holds.</summary>
    public const int Count = 5;

    /// <summary>The label value of OpenTelemetry's <c>gc.heap.generation</c>: gen0, gen1, gen2, loh, poh.</summary>
    public static string Label(this GcGeneration generation) => generation switch
    {
        GcGeneration.Gen0 => "gen0",
        GcGeneration.Gen1 => "gen1",
        GcGeneration.Gen2 => "gen2",
        GcGeneration.Loh => "loh",
        GcGeneration.Poh => "poh",
        _ => throw new ArgumentOutOfRangeException(nameof(generation), generation, "not a generation"),
    };

    /// <summary>A cycle of gen0 or gen1 collects the generations up to its own; one of gen2 collects LOH and POH as well.</summary>
    public static bool IsCollectedBy(this GcGeneration generation, GcGeneration condemned) =>
        condemned >= GcGeneration.Gen2 || generation <= condemned;
}
