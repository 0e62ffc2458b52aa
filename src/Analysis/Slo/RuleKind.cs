namespace GcWatch.Analysis.Slo;

/// <summary>The rules that the agent itself decides, each explained by <see cref="AlertDefinition"/>.</summary>
public enum RuleKind
{
    /// <summary>The p99 pause is far above the service's baseline.</summary>
    PauseRegression,

    /// <summary>The live heap is far above the service's baseline.</summary>
    HeapGrowth,

    /// <summary>The allocation rate is far above the service's baseline.</summary>
    AllocationBurst,

    /// <summary>The named compatibility rule: five samples with the heap above 1.8 times the baseline trigger, and many collections.</summary>
    HeapOverTrigger,

    /// <summary>The live heap grows steadily for hours.</summary>
    Leak,

    /// <summary>Many gen2 collections a minute.</summary>
    Gen2Storm,

    /// <summary>The application calls GC.Collect.</summary>
    InducedCollections,

    /// <summary>A single suspension was far longer than promised.</summary>
    LongSuspension,

    /// <summary>The container's memory is not where the GC's is.</summary>
    MemoryDeviation,

    /// <summary>The memory limit will be reached within the hour.</summary>
    TimeToLimit,

    /// <summary>A suspension is going on and does not end.</summary>
    StuckPause,

    /// <summary>Much of the heap is free space between objects.</summary>
    Fragmentation,

    /// <summary>After 72 h out of the ordinary the baseline has taken the new level for the ordinary one.</summary>
    BaselineRebased,
}
