namespace GcWatch.Analysis.Baselines;

/// <summary>What a service's portrait is made of. One value a minute each; the order is that of a saved state.</summary>
public enum BaselineSignal
{
    /// <summary>Median GC pause, seconds.</summary>
    PauseP50,

    /// <summary>99th percentile of GC pauses, seconds.</summary>
    PauseP99,

    /// <summary>Bytes allocated per second.</summary>
    AllocationRate,

    /// <summary>Live heap in bytes, known only in a minute in which a gen2 collection completed.</summary>
    LiveHeap,

    /// <summary>Heap in bytes when a collection starts: the counterpart of Go's NextGC.</summary>
    TriggerHeap,

    /// <summary>Growth of <see cref="TriggerHeap"/> per hour as a share of it; may be negative.</summary>
    TriggerHeapSlope,

    /// <summary>Gen0 collections per minute.</summary>
    Gen0Rate,

    /// <summary>Gen1 collections per minute.</summary>
    Gen1Rate,

    /// <summary>Gen2 collections per minute.</summary>
    Gen2Rate,

    /// <summary>Share of gen0 that survives its collection, 0–1.</summary>
    SurvivalGen0,

    /// <summary>Share of gen1 that survives its collection, 0–1.</summary>
    SurvivalGen1,

    /// <summary>Share of gen2 that survives its collection, 0–1.</summary>
    SurvivalGen2,

    /// <summary>Free space between objects as a share of the heap, 0–1.</summary>
    Fragmentation,
}
