using System.Collections.Immutable;
using GcWatch.Agent.Baselines;
using GcWatch.Analysis;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Analysis.Windows;

namespace GcWatch.Agent.Tests.Baselines;

/// <summary>A process as its session's loop sees it: its facts and a tick, minute by minute.</summary>
internal sealed class WatchedProcess(BaselineSeat seat, DateTimeOffset startedAt) : IDisposable
{
    private static readonly GcReport Empty = new TargetView(new TargetIdentity("shop", "prod", "web", "", "shop-1")).Report(TimeSpan.Zero);

    private double allocated;
    private TimeSpan at;
    private int cycles;

    public ServiceJudgement? Latest => seat.Judge.Latest;

    public BaselineState State => Latest?.State ?? BaselineState.None;

    public SignalJudgement Of(BaselineSignal signal) => Latest?.Of(signal) ?? throw new InvalidOperationException($"nothing is known of {signal}");

    /// <summary>One minute's facts, then the tick of the next minute.</summary>
    public void Live(DateTimeOffset minute, MinuteFigures figures)
    {
        if (at == TimeSpan.Zero) Tick(minute, figures);
        at += TimeSpan.FromMinutes(1);
        allocated += 60 * figures.AllocationRate;
        seat.Judge.Take(new GcFact.AllocationRead(new AllocationReading(at, (long)allocated, AllocationSource.EventCounter)));
        seat.Judge.Take(new GcFact.CycleComplete(FullCollection((long)figures.LiveHeap)));
        Tick(minute + TimeSpan.FromMinutes(1), figures);
    }

    /// <summary>Whether a rule fires now, and what it says.</summary>
    public Verdict Verdict(RuleKind rule) =>
        new TargetJudge(new JudgeSettings(), seat.Judge).Judge(Empty with { At = at }, seat.Now).Verdicts.Single(verdict => verdict.Rule == rule);

    public void Dispose() => seat.Dispose();

    private void Tick(DateTimeOffset now, MinuteFigures figures)
    {
        TimeSpan p99 = TimeSpan.FromSeconds(figures.PauseP99);
        GcReport report = Empty with { At = at, Pauses = [PauseSummary.Empty(TimeSpan.FromMinutes(1)) with { Count = 10, P50 = p99 / 2, P99 = p99 }] };
        seat.Judge.Advance(now, now - startedAt, report, isBlind: false);
        seat.Advance();
    }

    private GcCycle FullCollection(long liveBytes) => new()
    {
        Number = ++cycles, Generation = GcGeneration.Gen2, Type = GcCycleType.NonConcurrent, Reason = GcReason.AllocSmall, StartedAt = at, EndedAt = at,
        Pause = default, StopTime = default, SuspensionCount = 1, Heap = new HeapSnapshot
        {
            At = at, SizeBeforeBytes = 0, SizeAfterBytes = liveBytes, FragmentedBytes = 0, PromotedBytes = 0, SurvivalRatio = null, FinalizationPromotedBytes = 0,
            PinnedObjects = 0, GcHandles = 0, CommittedBytes = null, BookkeepingBytes = null, HeapCount = 1, MemoryLoadPercent = 0,
            Generations = ImmutableArray<GenerationFigures>.Empty,
        },
    };
}
