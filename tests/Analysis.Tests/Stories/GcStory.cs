using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>
/// Plays runtime events into a target's view, in order, and collects the facts that follow. The time stands still unless
/// <see cref="After"/> or <see cref="At"/> moves it; events come from thread 1 until <see cref="On"/> names another.
/// </summary>
internal sealed class GcStory
{
    public static readonly TargetIdentity Target = new("orders", "test", "shop", "orders-1", "orders-42");

    private readonly TargetView view;
    private readonly List<GcFact> facts = [];
    private readonly List<(TimeSpan From, TimeSpan To)> stalls = [];
    private long thread = 1;

    public GcStory(bool keepsFacts = true, WindowLegacy? inherited = null, TimeSpan gap = default) =>
        view = new TargetView(Target, inherited, gap)
        {
            KeepsFacts = keepsFacts,
            WasStalled = (from, to) => stalls.Exists(stall => stall.From <= to && stall.To >= from),
        };

    public TimeSpan Now { get; private set; }

    public IReadOnlyList<GcFact> Facts => facts;

    public ImmutableArray<Suspension> Suspensions => [.. facts.OfType<GcFact.SuspensionOver>().Select(fact => fact.Suspension)];

    public ImmutableArray<GcCycle> Cycles => [.. facts.OfType<GcFact.CycleComplete>().Select(fact => fact.Cycle)];

    public ImmutableArray<AllocationReading> Readings => [.. facts.OfType<GcFact.AllocationRead>().Select(fact => fact.Reading)];

    public TargetTotals Totals => view.Totals();

    public StreamHealth Health => Totals.Health;

    public GcStory On(long newThread)
    {
        thread = newThread;
        return this;
    }

    public GcStory After(double ms) => At(Now + Ms(ms));

    public GcStory At(TimeSpan moment)
    {
        Now = moment;
        return this;
    }

    public GcStory Play(GcEvent next)
    {
        facts.AddRange(view.Apply(next));
        return this;
    }

    public GcStory Suspend(SuspensionReason reason = SuspensionReason.ForGC) => Play(new GcEvent.SuspensionBegan(Now, thread, reason));

    /// <summary>All threads stand still.</summary>
    public GcStory Stopped() => Play(new GcEvent.SuspensionReached(Now, thread));

    /// <summary>The threads are about to be let go.</summary>
    public GcStory Restart() => Play(new GcEvent.RestartBegan(Now, thread));

    /// <summary>The threads run again.</summary>
    public GcStory Run() => Play(new GcEvent.RestartEnded(Now, thread));

    public GcStory Start(
        int number, GcGeneration generation = GcGeneration.Gen0, GcCycleType type = GcCycleType.NonConcurrent,
        GcReason reason = GcReason.AllocSmall) => Play(new GcEvent.CycleStarted(Now, thread, number, generation, reason, type));

    public GcStory StartBackground(int number) => Start(number, GcGeneration.Gen2, GcCycleType.Background);

    public GcStory End(int number) => Play(new GcEvent.CycleEnded(Now, thread, number));

    public GcStory Measure(HeapStatistics? statistics = null) =>
        Play(new GcEvent.HeapMeasured(Now, thread, statistics ?? HeapFigures.NoStatistics));

    public GcStory Commit(long committed, long bookkeeping) =>
        Play(new GcEvent.CommittedMeasured(Now, thread, committed, bookkeeping));

    /// <summary>Announces so many heaps, without their figures.</summary>
    public GcStory Announce(int heaps, bool concurrent = false, int memoryLoad = 0) =>
        Play(new GcEvent.CycleDescribed(Now, thread, concurrent, heaps, memoryLoad));

    public GcStory Heap(ImmutableArray<HeapGeneration>? generations = null, int index = 0) =>
        Play(new GcEvent.HeapDescribed(Now, thread, index, generations ?? HeapFigures.NoFigures));

    /// <summary>Announces the heaps given, and describes each; with none given, one empty heap.</summary>
    public GcStory Describe(bool concurrent = false, params ImmutableArray<ImmutableArray<HeapGeneration>> heaps)
    {
        if (heaps.IsEmpty) return Announce(1, concurrent).Heap();
        Announce(heaps.Length, concurrent);
        for (int i = 0; i < heaps.Length; i++) Heap(heaps[i], i);
        return this;
    }

    public GcStory CounterReads(long totalBytes) => Play(new GcEvent.AllocatedTotal(Now, thread, totalBytes));

    public GcStory CounterAdds(long bytes) => Play(new GcEvent.AllocatedIncrement(Now, thread, bytes));

    public GcStory Loses(long eventsInAll) => Play(new GcEvent.EventsLost(Now, thread, eventsInAll));

    /// <summary>The queue before the view dropped so many events, in all.</summary>
    public GcStory Drops(long eventsInAll)
    {
        view.NoteDropped(eventsInAll);
        return this;
    }

    /// <summary>The machine stands still for so long from now.</summary>
    public GcStory Stall(double ms)
    {
        stalls.Add((Now, Now + Ms(ms)));
        return After(ms);
    }

    public GcStory Finish()
    {
        view.Finish();
        return this;
    }

    public GcReport Report() => view.Report(Now);

    public WindowLegacy Leave() => view.Leave(Now);
}
