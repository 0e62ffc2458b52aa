using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>
/// One runtime event without its transport: a closed set. Event names, ids and layouts are those of
/// Microsoft-Windows-DotNETRuntime (dotnet/runtime src/coreclr/vm/ClrEtwAll.man).
/// </summary>
/// <param name="At">Time since the session began, by the target's monotonic clock, in steps of 100 ns.</param>
/// <param name="ThreadId">The thread in the target that raised the event.</param>
public abstract record GcEvent(TimeSpan At, long ThreadId)
{
    /// <summary>GCSuspendEEBegin (9): a thread begins to stop all others.</summary>
    public sealed record SuspensionBegan(TimeSpan At, long ThreadId, SuspensionReason Reason) : GcEvent(At, ThreadId);

    /// <summary>GCSuspendEEEnd (8): all threads stand still.</summary>
    public sealed record SuspensionReached(TimeSpan At, long ThreadId) : GcEvent(At, ThreadId);

    /// <summary>GCRestartEEBegin (7): the threads are about to be let go.</summary>
    public sealed record RestartBegan(TimeSpan At, long ThreadId) : GcEvent(At, ThreadId);

    /// <summary>GCRestartEEEnd (3): the threads run again.</summary>
    public sealed record RestartEnded(TimeSpan At, long ThreadId) : GcEvent(At, ThreadId);

    /// <summary>GCStart (1).</summary>
    public sealed record CycleStarted(
        TimeSpan At, long ThreadId, int Number, GcGeneration Generation, GcReason Reason, GcCycleType Type) : GcEvent(At, ThreadId);

    /// <summary>GCEnd (2).</summary>
    public sealed record CycleEnded(TimeSpan At, long ThreadId, int Number) : GcEvent(At, ThreadId);

    /// <summary>GCHeapStats (4), raised after GCEnd by the same thread; arrays have one entry a generation, in bytes.</summary>
    public sealed record HeapMeasured(TimeSpan At, long ThreadId, HeapStatistics Statistics) : GcEvent(At, ThreadId);

    /// <summary>GCDynamicEvent (39) "CommittedUsage": before and after each cycle.</summary>
    public sealed record CommittedMeasured(TimeSpan At, long ThreadId, long CommittedBytes, long BookkeepingBytes) : GcEvent(At, ThreadId);

    /// <summary>GCGlobalHeapHistory (205).</summary>
    public sealed record CycleDescribed(
        TimeSpan At, long ThreadId, bool IsConcurrent, int HeapCount, int MemoryLoadPercent) : GcEvent(At, ThreadId);

    /// <summary>GCPerHeapHistory (204), once for each heap, after 205 on the same thread; one entry a generation.</summary>
    public sealed record HeapDescribed(
        TimeSpan At, long ThreadId, int HeapIndex, ImmutableArray<HeapGeneration> Generations) : GcEvent(At, ThreadId);

    /// <summary>The counter <c>dotnet.gc.heap.total_allocated</c>: bytes since the process began.</summary>
    public sealed record AllocatedTotal(TimeSpan At, long ThreadId, long TotalBytes) : GcEvent(At, ThreadId);

    /// <summary>The EventCounter <c>alloc-rate</c>: bytes since its last publication.</summary>
    public sealed record AllocatedIncrement(TimeSpan At, long ThreadId, long Bytes) : GcEvent(At, ThreadId);

    /// <summary>The EventCounter <c>working-set</c>: the process's working set in bytes, of whole megabytes.</summary>
    public sealed record WorkingSetMeasured(TimeSpan At, long ThreadId, long Bytes) : GcEvent(At, ThreadId);

    /// <summary>The transport dropped events; the count is cumulative and may even fall (dotnet/diagnostics, gc-events §3).</summary>
    public sealed record EventsLost(TimeSpan At, long ThreadId, long TotalLost) : GcEvent(At, ThreadId);
}
