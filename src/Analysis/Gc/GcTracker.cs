namespace GcWatch.Analysis.Gc;

/// <summary>
/// The GC model: turns the runtime's events into suspensions and cycles. Any order of events is accepted; what does not fit is
/// counted, never thrown. One owner, no locks. The rules, with the events they rest on, are in docs/decisions/0003-gc-model.md.
/// </summary>
public sealed class GcTracker
{
    /// <summary>More open suspensions than a process can have: their ends were lost.</summary>
    private const int MostOpenSuspensions = 256;

    /// <summary>More cycles than one suspension can serve: its end was lost.</summary>
    private const int MostCyclesInOneSuspension = 16;

    private readonly Dictionary<long, OpenSuspension> suspensionByThread = [];
    private readonly List<GcFact> facts = new(4);
    private GcEvent.CommittedMeasured? committed;
    private OpenCycle? blocking;
    private OpenCycle? background;
    private int lastNumber;
    private TimeSpan? managedAt;

    /// <summary>Events whose counterpart never came, or came before the session began.</summary>
    public long UnpairedEvents { get; private set; }

    /// <summary>Cycles seen in part, so that their pause or their end is unknown: they are not reported.</summary>
    public long PartialCycles { get; private set; }

    /// <summary>Cycles that must have run unseen: jumps in the runtime's consecutive numbers.</summary>
    public long NumberGaps { get; private set; }

    /// <summary>Pause time of cycles that will never be reported, because their beginning or their end was not seen.</summary>
    public TimeSpan LostPause { get; private set; }

    /// <summary>
    /// The suspension that is open now; null where the threads run, as far as is known. Of several, the one that stands still, else the
    /// oldest during which no managed code has been seen to run. One whose threads are being let go is over for the application.
    /// </summary>
    public CurrentSuspension? Current
    {
        get
        {
            OpenSuspension? found = null;
            foreach (OpenSuspension candidate in suspensionByThread.Values)
            {
                if (candidate.RestartBeganAt is not null || (!candidate.StandsStill && WasSeenRunning(candidate))) continue;
                if (found is null || IsBefore(candidate, found)) found = candidate;
            }

            return found is null ? null : new CurrentSuspension(found.BeganAt, found.Reason, found.StandsStill);
        }
    }

    /// <summary>The stream is over: what is still open is given up and counted.</summary>
    public void Finish()
    {
        AbandonWhere(_ => true);
        if (background is not null) AbandonBackground(background);
    }

    /// <summary>Takes one event and says what is now certain: mostly nothing. The list is valid until the next call.</summary>
    public IReadOnlyList<GcFact> Advance(GcEvent next)
    {
        ArgumentNullException.ThrowIfNull(next);
        facts.Clear();
        switch (next)
        {
            case GcEvent.SuspensionBegan began: Begin(began); break;
            case GcEvent.SuspensionReached reached: Reach(reached); break;
            case GcEvent.RestartBegan restart: BeginRestart(restart); break;
            case GcEvent.RestartEnded restart: EndRestart(restart); break;
            case GcEvent.CycleStarted start: StartCycle(start); break;
            case GcEvent.CycleEnded end: EndCycle(end); break;
            case GcEvent.HeapMeasured measurement: Measure(measurement); break;
            case GcEvent.CycleDescribed description: Describe(description); break;
            case GcEvent.HeapDescribed heap: Describe(heap); break;
            case GcEvent.CommittedMeasured measurement: committed = measurement; break;
            case GcEvent.AllocatedTotal or GcEvent.AllocatedIncrement or GcEvent.WorkingSetMeasured: SeeRunning(next.At); break;
            case GcEvent.EventsLost: break;
            default: throw new ArgumentOutOfRangeException(nameof(next), next, "not one of the closed set");
        }

        return facts;
    }

    private void Begin(GcEvent.SuspensionBegan began)
    {
        if (suspensionByThread.Count >= MostOpenSuspensions) AbandonWhere(_ => true);
        if (suspensionByThread.ContainsKey(began.ThreadId)) AbandonWhere(thread => thread == began.ThreadId);
        var suspension = new OpenSuspension(began.At, began.Reason);
        if (began.Reason == SuspensionReason.ForGCPrep && background is { HasEnded: false }) suspension.Serve(background);
        suspensionByThread.Add(began.ThreadId, suspension);
    }

    private void Reach(GcEvent.SuspensionReached reached)
    {
        if (!suspensionByThread.TryGetValue(reached.ThreadId, out OpenSuspension? suspension))
        {
            UnpairedEvents++;
            return;
        }

        // The threads can stand still for one collection only: any other for which they still do has lost its end.
        if (suspension.Reason.IsGc() && suspensionByThread.Count > 1)
        {
            AbandonWhere(thread => thread != reached.ThreadId && suspensionByThread[thread] is { StandsStill: true } open && open.Reason.IsGc());
        }

        suspension.ReachedAt = reached.At;
    }

    private void BeginRestart(GcEvent.RestartBegan restart)
    {
        if (suspensionByThread.TryGetValue(restart.ThreadId, out OpenSuspension? suspension)) suspension.RestartBeganAt = restart.At;
        else UnpairedEvents++;
    }

    private void EndRestart(GcEvent.RestartEnded restart)
    {
        if (!suspensionByThread.Remove(restart.ThreadId, out OpenSuspension? suspension))
        {
            UnpairedEvents++;
            return;
        }

        facts.Add(new GcFact.SuspensionOver(suspension.Close(restart.At)));
        foreach (OpenCycle cycle in suspension.Cycles)
        {
            if (!cycle.IsBackground) Complete(cycle, restart.At);
        }

        // A whole GC pause after its end: what has not come by now was lost. A shorter wait would cut off descriptions on their way.
        if (suspension.Reason.IsGc() && background?.EndedAt <= suspension.BeganAt) CompleteBackground(background, restart.At);
    }

    private void StartCycle(GcEvent.CycleStarted start)
    {
        CountGap(start.Number);
        OpenSuspension? suspension = SuspensionWithRoom(start.ThreadId);
        var cycle = new OpenCycle(start, isHalfSeen: suspension is null);
        if (suspension is null) PartialCycles++;
        else suspension.Serve(cycle);

        if (!cycle.IsBackground)
        {
            blocking = cycle;
            return;
        }

        if (background is { HasEnded: true }) CompleteBackground(background, start.At);
        else if (background is not null) AbandonBackground(background);
        background = cycle;
    }

    /// <summary>Managed code raised an event: a suspension that would have had it stand still is over, and its end was lost.</summary>
    private void SeeRunning(TimeSpan at)
    {
        managedAt = at;
        if (suspensionByThread.Count > 0) AbandonWhere(thread => ManagedCodeSign.ProvesEnd(suspensionByThread[thread], at));
    }

    private bool WasSeenRunning(OpenSuspension suspension) => managedAt is { } at && ManagedCodeSign.ProvesRunning(suspension, at);

    private static bool IsBefore(OpenSuspension candidate, OpenSuspension other) =>
        candidate.StandsStill == other.StandsStill ? candidate.BeganAt < other.BeganAt : candidate.StandsStill;

    private void CountGap(int number)
    {
        if (lastNumber > 0 && number > lastNumber + 1) NumberGaps += number - lastNumber - 1;
        lastNumber = Math.Max(lastNumber, number);
    }

    private OpenSuspension? SuspensionWithRoom(long threadId)
    {
        OpenSuspension? suspension = SuspensionServing(threadId);
        if (suspension is null || suspension.Cycles.Count < MostCyclesInOneSuspension) return suspension;
        AbandonWhere(thread => suspensionByThread[thread] == suspension);
        return null;
    }

    /// <summary>Under server GC another thread than the suspending one starts the cycle: then it is the one that stands still for GC.</summary>
    private OpenSuspension? SuspensionServing(long threadId)
    {
        if (suspensionByThread.TryGetValue(threadId, out OpenSuspension? own) && own.Reason == SuspensionReason.ForGC) return own;
        OpenSuspension? found = null;
        foreach (OpenSuspension candidate in suspensionByThread.Values)
        {
            if (candidate.Reason != SuspensionReason.ForGC || candidate.RestartBeganAt is not null) continue;
            if (found is null || (!found.StandsStill && candidate.StandsStill)) found = candidate;
        }

        return found;
    }

    private void EndCycle(GcEvent.CycleEnded end)
    {
        if (background?.Name.Number == end.Number) background.End(end);
        else if (blocking?.Name.Number == end.Number) blocking.End(end);
        else UnpairedEvents++;
        CompleteBackgroundIfDescribed(end.At);
    }

    private void Measure(GcEvent.HeapMeasured measurement)
    {
        if (blocking?.TryMeasure(measurement) != true) background?.TryMeasure(measurement);
        CompleteBackgroundIfDescribed(measurement.At);
    }

    private void Describe(GcEvent.CycleDescribed description)
    {
        OpenCycle? cycle = description.IsConcurrent ? background : blocking;
        cycle?.Describe(description);
    }

    private void Describe(GcEvent.HeapDescribed heap)
    {
        if (blocking?.TryDescribe(heap) != true) background?.TryDescribe(heap);
        CompleteBackgroundIfDescribed(heap.At);
    }

    private void CompleteBackgroundIfDescribed(TimeSpan at)
    {
        if (background is { IsFullyDescribed: true }) CompleteBackground(background, at);
    }

    private void CompleteBackground(OpenCycle cycle, TimeSpan at)
    {
        Complete(cycle, at);
        CloseBackground(cycle);
    }

    private void Complete(OpenCycle cycle, TimeSpan at)
    {
        if (ReferenceEquals(cycle, blocking)) blocking = null;
        if (cycle.IsHalfSeen) LostPause += cycle.Pause;
        else facts.Add(new GcFact.CycleComplete(cycle.Complete(at, committed)));
    }

    private void AbandonBackground(OpenCycle cycle)
    {
        if (!cycle.IsHalfSeen) PartialCycles++;
        LostPause += cycle.Pause;
        CloseBackground(cycle);
    }

    /// <summary>Its account is closed: what is still open can no longer be charged to it.</summary>
    private void CloseBackground(OpenCycle cycle)
    {
        foreach (OpenSuspension suspension in suspensionByThread.Values) suspension.Forget(cycle);
        background = null;
    }

    /// <summary>
    /// Gives up suspensions whose end was lost, and the blocking cycles in them: what is not known is not reported. A background
    /// cycle stays, so that its later events find it, but its pause is no longer known.
    /// </summary>
    private void AbandonWhere(Func<long, bool> isLost)
    {
        foreach (long thread in suspensionByThread.Keys.Where(isLost).ToArray())
        {
            suspensionByThread.Remove(thread, out OpenSuspension? lost);
            UnpairedEvents++;
            PartialCycles += lost!.Cycles.Count(cycle => !cycle.IsHalfSeen);
            foreach (OpenCycle cycle in lost.Cycles) cycle.LoseSuspension();
            if (blocking is not null && lost.Cycles.Contains(blocking)) blocking = null;
        }
    }
}
