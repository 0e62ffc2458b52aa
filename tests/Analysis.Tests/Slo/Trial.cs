using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Slo;

/// <summary>One promise or the rules, given facts at moments of a session.</summary>
internal sealed class Trial(params Promise[] promises)
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private TargetJudge? made;
    private int cycles;

    public TimeSpan AgeAtAttach { get; init; }

    public double TimeScale { get; init; } = 1;

    public bool IsBlind { get; set; }

    public CurrentSuspension? Suspended { get; set; }

    public double? UsualAllocationRate { get; init; }

    private TargetJudge Judge => made ??= new TargetJudge(
        new JudgeSettings { Promises = [.. promises], AgeAtAttach = AgeAtAttach, TimeScale = TimeScale },
        new BaselineJudge(Taught()));

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
    }, Morning + now);

    public PromiseStanding StandAt(TimeSpan now) => Assert.Single(ReportAt(now).Promises);

    public Verdict VerdictAt(RuleKind rule, TimeSpan now) => ReportAt(now).Verdicts.Single(verdict => verdict.Rule == rule);

    /// <summary>Four weeks of the same rate, up to the morning.</summary>
    private ServiceBaseline Taught()
    {
        var baseline = new ServiceBaseline();
        if (UsualAllocationRate is not { } rate) return baseline;
        long morning = Morning.ToUnixTimeSeconds() / 3600;
        for (long hour = morning - (28 * 24); hour < morning; hour++)
        {
            baseline.Learn(BaselineSignal.AllocationRate, hour, HourQuartiles.Of(BaselineSignal.AllocationRate, 0.9 * rate, rate, 1.1 * rate));
        }

        return baseline;
    }

    private static HeapSnapshot Heap(TimeSpan at, long liveBytes, long freeBytes) => new()
    {
        At = at, SizeBeforeBytes = liveBytes + freeBytes, SizeAfterBytes = liveBytes + freeBytes, FragmentedBytes = freeBytes, PromotedBytes = 0,
        SurvivalRatio = null, FinalizationPromotedBytes = 0, PinnedObjects = 0, GcHandles = 0, CommittedBytes = null, BookkeepingBytes = null, HeapCount = 1, MemoryLoadPercent = 0,
        Generations = ImmutableArray<GenerationFigures>.Empty,
    };
}
