using System.Collections.Immutable;

namespace GcWatch.Analysis.Findings;

/// <summary>How a kind of finding is called.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Label">In JSON.</param>
/// <param name="Title">In text; with hyphens for blanks, the heading of its section in docs/findings.md.</param>
public sealed record FindingDefinition(FindingKind Kind, string Label, string Title)
{
    /// <summary>One for each <see cref="FindingKind"/>, in its order.</summary>
    public static readonly ImmutableArray<FindingDefinition> All =
    [
        new(FindingKind.InducedCollections, "induced_collections", "induced collections"),
        new(FindingKind.MidLifeCrisis, "mid_life_crisis", "mid-life crisis"),
        new(FindingKind.LargeObjectChurn, "large_object_churn", "large object churn"),
        new(FindingKind.Fragmentation, "fragmentation", "fragmentation"),
        new(FindingKind.Pinning, "pinning", "pinning"),
        new(FindingKind.FinalizerBacklog, "finalizer_backlog", "finalizer backlog"),
        new(FindingKind.LongStop, "long_stop", "long stop"),
        new(FindingKind.HeapsOverCpuLimit, "heaps_over_cpu_limit", "heaps over CPU limit"),
        new(FindingKind.ServerGcInSmallMemory, "server_gc_in_small_memory", "server GC in small memory"),
        new(FindingKind.HeapCountThrash, "heap_count_thrash", "heap count thrash"),
        new(FindingKind.Closures, "closures", "closures"),
        new(FindingKind.Boxing, "boxing", "boxing"),
        new(FindingKind.PoolMisuse, "pool_misuse", "pool misuse"),
    ];

    /// <summary>Its section, from the repository's root.</summary>
    public string Page => $"docs/findings.md#{Title.Replace(' ', '-').ToLowerInvariant()}";

    public static FindingDefinition Of(FindingKind kind) => All[(int)kind];
}
