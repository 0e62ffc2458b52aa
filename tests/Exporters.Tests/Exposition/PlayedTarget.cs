using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Memory;
using GcWatch.Analysis.Pools;
using GcWatch.Analysis.Slo;
using GcWatch.Exporters.Prometheus;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Exposition;

/// <summary>A target whose events come from a story, wired as the agent wires a real one.</summary>
internal sealed class PlayedTarget : IDisposable
{
    private readonly TargetView view;
    private readonly TargetMeter meter;
    private readonly TargetJudge judge = new(new JudgeSettings { AgeAtAttach = TimeSpan.FromHours(1) }, new BaselineJudge(new ServiceBaseline()));
    private int played;

    public PlayedTarget(string process = "shop-17")
    {
        var identity = new TargetIdentity("shop", "prod", "web", "shop-abc", process);
        view = new TargetView(identity);
        meter = new TargetMeter(identity, State(""));
        meter.ReadQueue(() => QueueDepth);
    }

    public GcStory Story { get; } = new();

    public long QueueDepth { get; set; }

    /// <summary>The memory at each tick.</summary>
    public MemoryBalance? Memory { get; set; } = new()
    {
        Cgroup = new MemoryReading(MemorySource.Cgroup, 412_000_000)
        {
            LimitBytes = 536_870_912, OutOfMemoryKills = 2, Pressure = new MemoryPressure(0.5, 0.25, PressureScope.Cgroup),
        },
        Runtime = new MemoryReading(MemorySource.Runtime, 398_000_000),
        LimitBytes = 536_870_912,
        NativeBytes = 90_000_000,
        Deviation = 0.0625,
        TimeToLimit = TimeSpan.FromMinutes(50),
    };

    /// <summary>What has been sampled by each tick: of every cause.</summary>
    public AllocationAccount? Allocations { get; set; } = new(TimeSpan.FromSeconds(20), [.. AllocationCauses.All.Select(cause => 1_000_000.0 * ((int)cause + 1))]);

    /// <summary>What was counted of its array pools by each tick: a miss for every reason.</summary>
    public PoolTraffic? Pools { get; set; } = new([11, 12, 13, 14], 15) { Turnover = new PoolTurnover(900, 800, 70) };

    /// <summary>What becomes of each report before it is exported.</summary>
    public Func<GcReport, GcReport> Exported { get; set; } = report => report;

    /// <summary>What the baseline says at each tick: of every signal, as after four weeks.</summary>
    public ServiceJudgement? Baseline { get; set; } = new(
        DateTimeOffset.UnixEpoch,
        [.. BaselineSignals.All.Select(signal => new SignalJudgement(signal, 3, 2, 0.5, 0.1, 1.5, 4, true, 2, 5, false, false, BaselineState.Full))],
        LeakVerdict.Unknown, BaselineState.Full);

    public TargetTotals Totals => view.Totals();

    /// <summary>Takes what the story has gained since the last call; then a tick.</summary>
    public void Play()
    {
        foreach (GcEvent next in Story.Events.Skip(played))
        {
            foreach (GcFact fact in view.Apply(next))
            {
                meter.Take(fact);
                judge.Take(fact, next.At);
            }
        }

        played = Story.Events.Count;
        meter.Take(Exported(judge.Judge(view.Report(Story.Now) with { Memory = Memory }, DateTimeOffset.UnixEpoch + Story.Now) with { Baseline = Baseline, Allocations = Allocations, Pools = Pools }));
    }

    public void Play(Action<GcStory> tell)
    {
        tell(Story);
        Play();
    }

    /// <param name="reason">Why no events come; empty if they do.</param>
    public void BecomeDown(string reason) => meter.Take(State(reason));

    public void Dispose() => meter.Dispose();

    private static TargetState State(string downReason) => new(
        "shop", 17, "10.0.12", downReason, downReason.Length == 0 ? TargetCondition.Receiving : TargetCondition.Down);
}
