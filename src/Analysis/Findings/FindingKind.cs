namespace GcWatch.Analysis.Findings;

/// <summary>What an inspection looks for. In the order of the page docs/findings.md.</summary>
public enum FindingKind
{
    /// <summary>The application calls GC.Collect.</summary>
    InducedCollections,

    /// <summary>Objects live until gen2 and die there.</summary>
    MidLifeCrisis,

    /// <summary>Large objects die young, and each time it takes a gen2 collection.</summary>
    LargeObjectChurn,

    /// <summary>Much of gen2, LOH or POH is free space that is not used again.</summary>
    Fragmentation,

    /// <summary>Pinned objects keep gen0 from being emptied.</summary>
    Pinning,

    /// <summary>Dead objects are kept alive by finalizers that have not run.</summary>
    FinalizerBacklog,

    /// <summary>Pauses are spent on waiting for a thread to stop.</summary>
    LongStop,

    /// <summary>More heaps than the processors that the container may use.</summary>
    HeapsOverCpuLimit,

    /// <summary>Server GC's budgets are a large part of a small memory limit.</summary>
    ServerGcInSmallMemory,

    /// <summary>The number of heaps goes up and down.</summary>
    HeapCountThrash,

    /// <summary>Much of what is allocated are variables that lambdas have captured.</summary>
    Closures,

    /// <summary>Much of what is allocated are value types as objects.</summary>
    Boxing,

    /// <summary>Arrays are rented from a pool and not returned, or the pool has none to give.</summary>
    PoolMisuse,
}
