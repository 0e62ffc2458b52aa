using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;

namespace GcWatch.Analysis;

/// <summary>
/// One target's state: model, windows and totals behind one door. Live and replay feed it the same way. One owner, no locks; what it
/// gives out is immutable.
/// </summary>
/// <param name="target">Whose figures these are.</param>
/// <param name="inherited">The windows of an earlier session of the same service, which this one carries on; null to begin anew.</param>
/// <param name="gap">From the moment that the earlier session's windows were left to the beginning of this session.</param>
public sealed class TargetView(TargetIdentity target, WindowLegacy? inherited = null, TimeSpan gap = default)
{
    private readonly GcTracker tracker = new();
    private readonly AllocationLedger ledger = new();
    private readonly RunningTotals totals = new();
    private readonly AllocationPace pace = new();
    private readonly long[] budgets = new long[GcGenerations.Count];
    private readonly double?[] survival = new double?[GcGenerations.Count];
    private readonly List<GcFact> latest = new(4);
    private ImmutableArray<GcFact>.Builder sinceTick = ImmutableArray.CreateBuilder<GcFact>();
    private readonly TimeSpan windowsBeganAt = inherited is null ? TimeSpan.Zero : inherited.EndedAt + (gap > TimeSpan.Zero ? gap : TimeSpan.Zero);
    private PauseWindows windows = inherited?.Windows ?? new PauseWindows();
    private TimeSpan lastEventAt;
    private HeapSnapshot? heap;
    private HeapSnapshot? heapAfterGen2;
    private long? workingSetBytes;

    /// <summary>Whether <see cref="GcReport.Facts"/> is filled: a replay of a long file that wants no reports switches it off.</summary>
    public bool KeepsFacts { get; init; } = true;

    /// <summary>Whether the machine stood still between two moments of the session; never, where nobody watches it.</summary>
    public Func<TimeSpan, TimeSpan, bool> WasStalled { get; init; } = static (_, _) => false;

    /// <summary>The suspension that is open now; null where the threads run, as far as is known.</summary>
    public CurrentSuspension? Suspended => tracker.Current;

    /// <summary>Takes one event and says what is now certain: mostly nothing. The list is valid until the next call.</summary>
    public IReadOnlyList<GcFact> Apply(GcEvent next)
    {
        ArgumentNullException.ThrowIfNull(next);
        latest.Clear();
        totals.CountEvent(next);
        if (next.At > lastEventAt) lastEventAt = next.At;
        if (next is GcEvent.WorkingSetMeasured measured) workingSetBytes = measured.Bytes;
        IReadOnlyList<GcFact> facts = tracker.Advance(next);
        for (int i = 0; i < facts.Count; i++) Apply(facts[i]);
        if (ledger.Read(next) is { } reading) Apply(new GcFact.AllocationRead(reading));
        return latest;
    }

    /// <summary>The stream is over: what is still open is given up and counted.</summary>
    public void Finish() => tracker.Finish();

    /// <summary>The session is over: its windows pass to the next one of the same service. This view has none of them any more.</summary>
    /// <param name="now">Time since the session began.</param>
    public WindowLegacy Leave(TimeSpan now)
    {
        var legacy = new WindowLegacy(windows, windowsBeganAt + (now > lastEventAt ? now : lastEventAt));
        windows = new PauseWindows();
        return legacy;
    }

    /// <summary>Events that the queue before this view had to drop, in all.</summary>
    public void NoteDropped(long eventsDropped) => totals.EventsDropped = eventsDropped;

    /// <summary>A snapshot of everything that only grows.</summary>
    public TargetTotals Totals() => totals.Take(tracker);

    /// <summary>All that is known now.</summary>
    /// <param name="now">Time since the session began, never less than the last event's.</param>
    public GcReport Report(TimeSpan now)
    {
        GcReport report = new()
        {
            Target = target,
            At = now,
            Totals = Totals(),
            Pauses = windows.Summarize(windowsBeganAt + now),
            AllocationRate = pace.BytesPerSecond,
            Heap = heap,
            LiveHeapBytes = heapAfterGen2?.OccupiedBytes,
            Gen2Age = now - heapAfterGen2?.At,
            BudgetBytes = [.. budgets],
            SurvivalRatio = [.. survival],
            WorkingSetBytes = workingSetBytes,
            Suspended = Suspended,
            LastEventAge = now > lastEventAt ? now - lastEventAt : TimeSpan.Zero,
            Facts = sinceTick.ToImmutable(),
        };
        sinceTick.Clear();
        return report;
    }

    private void Apply(GcFact fact)
    {
        latest.Add(fact);
        if (KeepsFacts) sinceTick.Add(fact);
        totals.Count(fact);
        switch (fact)
        {
            case GcFact.SuspensionOver { Suspension: { IsGc: true } suspension }:
                Apply(suspension);
                break;
            case GcFact.SuspensionOver:
                break;
            case GcFact.CycleComplete { Cycle: var cycle }:
                Apply(cycle);
                break;
            case GcFact.AllocationRead { Reading: var reading }:
                pace.Take(reading);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fact), fact, "not one of the closed set");
        }
    }

    private void Apply(Suspension pause)
    {
        TimeSpan endedAt = pause.BeganAt + pause.Duration;
        windows.Record(windowsBeganAt + endedAt, pause.Duration);
        if (WasStalled(pause.BeganAt, endedAt)) totals.CountPauseDuringStall();
    }

    private void Apply(GcCycle cycle)
    {
        if (cycle.Heap is not { } snapshot) return;
        heap = snapshot;
        if (cycle.Generation == GcGeneration.Gen2) heapAfterGen2 = snapshot;
        foreach (GenerationFigures figures in snapshot.Generations)
        {
            int index = (int)figures.Generation;
            if (figures.BudgetBytes > 0) budgets[index] = figures.BudgetBytes;
            if (figures.SurvivalRatio is not null) survival[index] = figures.SurvivalRatio;
        }

        if (ledger.Read(cycle) is { } reading) Apply(new GcFact.AllocationRead(reading));
    }
}
