using System.Collections.Immutable;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>What the runtime says about heaps, with only the figures that a story needs.</summary>
internal static class HeapFigures
{
    public static readonly HeapStatistics NoStatistics = Statistics([0, 0, 0, 0, 0]);

    public static readonly ImmutableArray<HeapGeneration> NoFigures = Heap();

    public static HeapStatistics Statistics(
        ImmutableArray<long> sizes, ImmutableArray<long>? promoted = null, int pinned = 0, int handles = 0, long finalization = 0) => new()
        {
            SizeBytes = sizes,
            PromotedBytes = promoted ?? [0, 0, 0, 0, 0],
            FinalizationPromotedBytes = finalization,
            PinnedObjects = pinned,
            GcHandles = handles,
        };

    /// <summary>One heap, generation by generation; what is left out is empty.</summary>
    public static ImmutableArray<HeapGeneration> Heap(
        HeapGeneration gen0 = default, HeapGeneration gen1 = default, HeapGeneration gen2 = default,
        HeapGeneration loh = default, HeapGeneration poh = default) => [gen0, gen1, gen2, loh, poh];

    /// <summary>A generation of which only the size before the cycle matters.</summary>
    public static HeapGeneration Before(long bytes) => new(bytes, 0, 0, 0, 0, 0);

    /// <summary>A generation of which only the budget matters.</summary>
    public static HeapGeneration Budget(long bytes) => new(0, 0, 0, 0, 0, bytes);

    /// <summary>A generation of which only the free space after the cycle matters.</summary>
    public static HeapGeneration FreeAfter(long bytes) => new(0, 0, 0, bytes, 0, 0);

    /// <summary>A generation in which so much of so much survived.</summary>
    public static HeapGeneration Survived(long bytes, long of, long free = 0) => new(of, free, 0, 0, bytes, 0);
}
