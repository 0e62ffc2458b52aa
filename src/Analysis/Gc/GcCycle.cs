namespace GcWatch.Analysis.Gc;

/// <summary>One garbage collection, complete.</summary>
public sealed record GcCycle
{
    /// <summary>The runtime's own number of the collection, consecutive within the process.</summary>
    public required int Number { get; init; }

    /// <summary>The oldest generation collected: gen0, gen1 or gen2.</summary>
    public required GcGeneration Generation { get; init; }

    public required GcCycleType Type { get; init; }

    public required GcReason Reason { get; init; }

    /// <summary>GCStart, since the session began.</summary>
    public required TimeSpan StartedAt { get; init; }

    /// <summary>GCEnd, since the session began.</summary>
    public required TimeSpan EndedAt { get; init; }

    /// <summary>
    /// This cycle's share of the suspensions that served it. A shared suspension is split at the start of its later cycle, so
    /// that the pauses of all cycles plus the unattributed suspensions are exactly the sum of all GC suspensions.
    /// </summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>The part of <see cref="Pause"/> that it took to bring the threads to a stop.</summary>
    public required TimeSpan StopTime { get; init; }

    /// <summary>How many suspensions served this cycle, whole or in part.</summary>
    public required int SuspensionCount { get; init; }

    /// <summary>The heap as this cycle left it; null if the events that describe it were lost.</summary>
    public required HeapSnapshot? Heap { get; init; }

    public CycleName Name => new(Number, Generation, Type);
}
