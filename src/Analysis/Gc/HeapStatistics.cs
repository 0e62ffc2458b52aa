using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>What GCHeapStats says at the end of a cycle. Arrays hold one entry a generation (gen0, gen1, gen2, LOH, POH), in bytes.</summary>
public sealed record HeapStatistics
{
    public required ImmutableArray<long> SizeBytes { get; init; }

    public required ImmutableArray<long> PromotedBytes { get; init; }

    public required long FinalizationPromotedBytes { get; init; }

    public required int PinnedObjects { get; init; }

    public required int GcHandles { get; init; }
}
