using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>
/// The heap around one cycle. Sizes after and promoted bytes are GCHeapStats', fragmentation, budgets and survival are the sums of
/// GCPerHeapHistory over the heaps, committed and bookkeeping are CommittedUsage's; each equals the process's own
/// <c>GCMemoryInfo</c> to the byte.
/// </summary>
public sealed record HeapSnapshot
{
    /// <summary>When the sizes after were taken, since the session began.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>Size of all generations before the cycle, in bytes.</summary>
    public required long SizeBeforeBytes { get; init; }

    /// <summary>Size of all generations after the cycle, in bytes (<c>GCMemoryInfo.HeapSizeBytes</c>).</summary>
    public required long SizeAfterBytes { get; init; }

    /// <summary>Free space inside the generations after the cycle, in bytes (<c>GCMemoryInfo.FragmentedBytes</c>).</summary>
    public required long FragmentedBytes { get; init; }

    /// <summary>Bytes that this cycle found alive and kept (<c>GCMemoryInfo.PromotedBytes</c>).</summary>
    public required long PromotedBytes { get; init; }

    /// <summary>What survived of what objects occupied in the collected generations, 0–1; null where they were empty.</summary>
    public required double? SurvivalRatio { get; init; }

    /// <summary>Dead objects that this cycle had to keep, with all they refer to, because their finalizers have not run, in bytes.</summary>
    public required long FinalizationPromotedBytes { get; init; }

    public required int PinnedObjects { get; init; }

    public required int GcHandles { get; init; }

    /// <summary>
    /// Memory that the collector has committed, in bytes: in use + free + decommit queues (<c>GCMemoryInfo.TotalCommittedBytes</c>);
    /// null where the runtime did not say.
    /// </summary>
    public required long? CommittedBytes { get; init; }

    /// <summary>The collector's own memory, in bytes; not part of <see cref="CommittedBytes"/>.</summary>
    public required long? BookkeepingBytes { get; init; }

    /// <summary>Heaps in use: 1 in workstation GC, up to one a processor in server GC (DATAS changes it).</summary>
    public required int HeapCount { get; init; }

    /// <summary>Load of the machine or container as the collector saw it, percent.</summary>
    public required int MemoryLoadPercent { get; init; }

    /// <summary>One entry a generation, in the order of <see cref="GcGeneration"/>.</summary>
    public required ImmutableArray<GenerationFigures> Generations { get; init; }

    /// <summary>What objects occupy, in bytes. Live only at the end of a gen2: before, it holds dead objects promoted since the last.</summary>
    public long OccupiedBytes => SizeAfterBytes - FragmentedBytes;
}
