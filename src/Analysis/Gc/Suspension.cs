using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>
/// One stop of all managed threads, from GCSuspendEEBegin to GCRestartEEEnd of one thread. It is not a cycle: one suspension can
/// serve two cycles, and a background cycle has several.
/// </summary>
public sealed record Suspension
{
    /// <summary>Time since the session began.</summary>
    public required TimeSpan BeganAt { get; init; }

    /// <summary>From the wish to stop until the threads run again: what the application feels.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The part of <see cref="Duration"/> that it took to bring the threads to a stop.</summary>
    public required TimeSpan StopTime { get; init; }

    /// <summary>The part of <see cref="Duration"/> that it took to let the threads go; the runtime's own pause counter leaves it out.</summary>
    public required TimeSpan RestartTime { get; init; }

    /// <summary>The rest of <see cref="Duration"/>: for a GC pause, what the collector worked.</summary>
    public TimeSpan WorkTime => Duration - StopTime - RestartTime;

    public required SuspensionReason Reason { get; init; }

    /// <summary>The cycles that this suspension served, in the order in which they started; empty if none was seen.</summary>
    public required ImmutableArray<CycleName> Cycles { get; init; }

    public bool IsGc => Reason.IsGc();

    /// <summary>
    /// The cycle that a shared suspension is counted under: the blocking one inside it, else the background one, else none
    /// ("unattributed").
    /// </summary>
    public CycleName? CountedUnder
    {
        get
        {
            CycleName? found = null;
            foreach (CycleName cycle in Cycles)
            {
                if (found is null || cycle.Type != GcCycleType.Background) found = cycle;
            }

            return found;
        }
    }
}

/// <summary>Which cycle is meant: its number in the process, and what it was.</summary>
public readonly record struct CycleName(int Number, GcGeneration Generation, GcCycleType Type);
