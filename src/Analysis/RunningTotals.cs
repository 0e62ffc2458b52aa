using System.Collections.Immutable;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis;

/// <summary>The mutable side of <see cref="TargetTotals"/>. Belongs to its <see cref="TargetView"/>.</summary>
internal sealed class RunningTotals
{
    private readonly long[] promoted = new long[GcGenerations.Count];
    private readonly Dictionary<CollectionKind, long> collections = [];
    private readonly Dictionary<SuspensionReason, long> others = [];
    private long suspensions;
    private long pausesDuringStall;
    private TimeSpan pauseTime;
    private TimeSpan stopTime;
    private TimeSpan restartTime;
    private TimeSpan unattributed;
    private AllocationReading allocated;
    private long events;
    private long eventsLost;

    public long EventsDropped { get; set; }

    public void CountPauseDuringStall() => pausesDuringStall++;

    public void CountEvent(GcEvent next)
    {
        if (next is GcEvent.EventsLost lost) eventsLost = Math.Max(eventsLost, lost.TotalLost);
        else events++;
    }

    public void Count(GcFact fact)
    {
        switch (fact)
        {
            case GcFact.SuspensionOver { Suspension: var suspension }: Count(suspension); break;
            case GcFact.CycleComplete { Cycle: var cycle }: Count(cycle); break;
            case GcFact.AllocationRead { Reading: var reading }: allocated = reading; break;
            default: throw new ArgumentOutOfRangeException(nameof(fact), fact, "not one of the closed set");
        }
    }

    public TargetTotals Take(GcTracker tracker) => new()
    {
        Collections = collections.ToImmutableDictionary(),
        Suspensions = suspensions,
        PauseTime = pauseTime,
        StopTime = stopTime,
        RestartTime = restartTime,
        PausesDuringStall = pausesDuringStall,
        UnattributedPauseTime = unattributed + tracker.LostPause,
        OtherSuspensions = others.ToImmutableDictionary(),
        PromotedBytes = [.. promoted],
        Allocated = allocated,
        Health = new StreamHealth
        {
            Events = events,
            EventsLost = eventsLost,
            EventsDropped = EventsDropped,
            NumberGaps = tracker.NumberGaps,
            UnpairedEvents = tracker.UnpairedEvents,
            PartialCycles = tracker.PartialCycles,
        },
    };

    private void Count(Suspension suspension)
    {
        if (!suspension.IsGc)
        {
            others[suspension.Reason] = others.GetValueOrDefault(suspension.Reason) + 1;
            return;
        }

        suspensions++;
        pauseTime += suspension.Duration;
        stopTime += suspension.StopTime;
        restartTime += suspension.RestartTime;
        if (suspension.Cycles.IsEmpty) unattributed += suspension.Duration;
    }

    private void Count(GcCycle cycle)
    {
        var kind = new CollectionKind(cycle.Generation, cycle.Type, cycle.Reason);
        collections[kind] = collections.GetValueOrDefault(kind) + 1;
        if (cycle.Heap is not { } heap) return;
        foreach (GenerationFigures figures in heap.Generations) promoted[(int)figures.Generation] += figures.PromotedBytes;
    }
}
