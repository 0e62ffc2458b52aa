using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Slo;

/// <summary>One promise or the rules, given facts at moments of a session.</summary>
internal sealed class Trial(params Promise[] promises)
{
    private TargetJudge? made;
    private int cycles;

    public TimeSpan AgeAtAttach { get; init; }

    public double TimeScale { get; init; } = 1;

    public bool IsBlind { get; set; }

    public CurrentSuspension? Suspended { get; set; }

    public double? UsualAllocationRate { get; init; }

    private TargetJudge Judge => made ??= new TargetJudge(
        new JudgeSettings { Promises = [.. promises], AgeAtAttach = AgeAtAttach, TimeScale = TimeScale }) { UsualAllocationRate = UsualAllocationRate };

    public void Pause(TimeSpan endedAt, double ms, SuspensionReason reason = SuspensionReason.ForGC)
    {
        TimeSpan length = TimeSpan.FromMilliseconds(ms);
        var pause = new Suspension { Reason = reason, BeganAt = endedAt - length, Duration = length, StopTime = default, RestartTime = default, Cycles = [] };
        Judge.Take(new GcFact.SuspensionOver(pause), endedAt);
    }

    public void FullCollection(TimeSpan endedAt, long liveBytes, long freeBytes = 0, GcReason reason = GcReason.AllocSmall) =>
        Collection(endedAt, GcGeneration.Gen2, liveBytes, freeBytes, reason);

    public void Collection(TimeSpan endedAt, GcGeneration generation, long liveBytes = 1, long freeBytes = 0, GcReason reason = GcReason.AllocSmall)
    {
        var cycle = new GcCycle
        {
            Number = ++cycles, Generation = generation, Type = GcCycleType.NonConcurrent, Reason = reason, StartedAt = endedAt, EndedAt = endedAt,
            Pause = default, StopTime = default, SuspensionCount = 1, Heap = Heap(endedAt, liveBytes, freeBytes),
        };
        Judge.Take(new GcFact.CycleComplete(cycle), endedAt);
    }

    public void Allocated(TimeSpan at, long totalBytes) =>
        Judge.Take(new GcFact.AllocationRead(new AllocationReading(at, totalBytes, AllocationSource.Counter)), at);

    public GcReport ReportAt(TimeSpan now) => Judge.Judge(new TargetView(Stories.GcStory.Target).Report(now) with
    {
        LastEventAge = IsBlind ? TimeSpan.FromSeconds(11) : TimeSpan.Zero,
        Suspended = Suspended,
    });

    public PromiseStanding StandAt(TimeSpan now) => Assert.Single(ReportAt(now).Promises);

    public Verdict VerdictAt(RuleKind rule, TimeSpan now) => ReportAt(now).Verdicts.Single(verdict => verdict.Rule == rule);

    private static HeapSnapshot Heap(TimeSpan at, long liveBytes, long freeBytes) => new()
    {
        At = at, SizeBeforeBytes = liveBytes + freeBytes, SizeAfterBytes = liveBytes + freeBytes, FragmentedBytes = freeBytes, PromotedBytes = 0,
        SurvivalRatio = null, PinnedObjects = 0, GcHandles = 0, CommittedBytes = null, BookkeepingBytes = null, HeapCount = 1, MemoryLoadPercent = 0,
        Generations = ImmutableArray<GenerationFigures>.Empty,
    };
}
