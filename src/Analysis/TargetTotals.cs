using System.Collections.Immutable;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis;

/// <summary>Everything that only grows, since the session began: one immutable snapshot.</summary>
public sealed record TargetTotals
{
    public static readonly TargetTotals Zero = new();

    /// <summary>Complete cycles by what they were.</summary>
    public ImmutableDictionary<CollectionKind, long> Collections { get; init; } = ImmutableDictionary<CollectionKind, long>.Empty;

    /// <summary>GC suspensions.</summary>
    public long Suspensions { get; init; }

    public TimeSpan PauseTime { get; init; }

    /// <summary>The part of <see cref="PauseTime"/> that it took to bring the threads to a stop.</summary>
    public TimeSpan StopTime { get; init; }

    /// <summary>The part of <see cref="PauseTime"/> that it took to let the threads go.</summary>
    public TimeSpan RestartTime { get; init; }

    /// <summary>The rest: what the collector worked. The three parts are exactly <see cref="PauseTime"/>.</summary>
    public TimeSpan WorkTime => PauseTime - StopTime - RestartTime;

    /// <summary>GC suspensions during which the agent itself was not scheduled: the machine stood still, so the GC may not be to blame.</summary>
    public long PausesDuringStall { get; init; }

    /// <summary>GC suspensions in which no cycle was seen to run, and shares of cycles that will never be reported.</summary>
    public TimeSpan UnattributedPauseTime { get; init; }

    /// <summary>Suspensions for anything but GC, by reason: never part of a pause.</summary>
    public ImmutableDictionary<SuspensionReason, long> OtherSuspensions { get; init; } = ImmutableDictionary<SuspensionReason, long>.Empty;

    /// <summary>Bytes promoted out of each generation (GCHeapStats); one entry a generation.</summary>
    public ImmutableArray<long> PromotedBytes { get; init; } = [0, 0, 0, 0, 0];

    public AllocationReading Allocated { get; init; }

    public StreamHealth Health { get; init; } = new();

    public long CycleCount => Collections.Values.Sum();
}

/// <summary>The labels of <c>dotnet_gc_collections_total</c>.</summary>
public readonly record struct CollectionKind(GcGeneration Generation, GcCycleType Type, GcReason Reason);

/// <summary>How whole the stream is: all counts since the session began.</summary>
public sealed record StreamHealth
{
    public long Events { get; init; }

    /// <summary>The most that the transport has said; its count can be wrong, even fall, where thread ids are recycled. Judge by <see cref="NumberGaps"/>.</summary>
    public long EventsLost { get; init; }

    /// <summary>Events dropped here, because the queue between reader and model was full.</summary>
    public long EventsDropped { get; init; }

    public long NumberGaps { get; init; }

    public long UnpairedEvents { get; init; }

    public long PartialCycles { get; init; }
}
