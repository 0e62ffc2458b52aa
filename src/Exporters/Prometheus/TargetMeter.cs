using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What a target is and how it stands: <c>gcwatch_target_info</c>, <c>…_up</c> and <c>…_session_state</c>.</summary>
/// <param name="Name">The managed program's name.</param>
/// <param name="Pid">Its process id as the agent sees it.</param>
/// <param name="RuntimeVersion">The runtime's version; empty if it could not be asked.</param>
/// <param name="DownReason">Why no events come; empty while they do.</param>
/// <param name="Condition">How its session stands.</param>
public sealed record TargetState(string Name, int Pid, string RuntimeVersion, string DownReason, TargetCondition Condition);

/// <summary>
/// One target's series. It has a meter of its own, with a unique name: disposing it takes the target's series, and only those, out
/// of the next scrape. Histograms are recorded as each fact arrives; everything else is read from the latest snapshots.
/// Written by the target's loop, read by the scrape.
/// </summary>
public sealed class TargetMeter : IDisposable
{
    /// <summary>What the meter provider listens to.</summary>
    public const string MeterNamePrefix = "GcWatch.";

    /// <summary>What the name of every target's meter begins with.</summary>
    internal const string TargetPrefix = MeterNamePrefix + "Target.";

    private static long lastNumber;

    private readonly Meter meter;
    private readonly PauseInstruments pauses;
    private readonly AllocationInstruments allocations;
    private readonly PoolInstruments pools;
    private volatile TargetTotals totals = TargetTotals.Zero;
    private volatile GcReport? report;
    private volatile TargetState state;
    private volatile Func<long>? queueDepth;

    /// <param name="target">Whose series these are.</param>
    /// <param name="state">How it stands at first.</param>
    /// <param name="pauseThresholds">What its pauses are judged by: boundaries of the histogram as well.</param>
    public TargetMeter(TargetIdentity target, TargetState state, IEnumerable<TimeSpan>? pauseThresholds = null)
    {
        this.state = state;
        meter = new Meter(TargetPrefix + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture));
        var labels = new TargetLabels(target);
        pauses = new PauseInstruments(meter, labels, pauseThresholds ?? []);
        var observed = new ObservedInstruments(meter, labels);
        observed.AddTotals(() => IsAttached ? totals : null);
        observed.AddHeap(() => IsAttached ? report : null);
        observed.AddState(() => this.state, () => IsAttached ? report : null);
        new JudgementInstruments(meter, labels).Add(() => IsAttached ? report : null);
        new BaselineInstruments(meter, labels).Add(() => IsAttached ? report?.Baseline : null);
        new MemoryInstruments(meter, labels).Add(() => IsAttached ? report?.Memory : null);
        allocations = new AllocationInstruments(meter, labels, () => IsAttached ? report?.Allocations : null);
        pools = new PoolInstruments(meter, labels, () => IsAttached ? report?.Pools : null);
        observed.AddQueue(() => IsAttached ? queueDepth : null);
        LiveTargets.Add(meter.Name, this);
    }

    internal TargetCondition Condition => state.Condition;

    private bool IsAttached => state.DownReason.Length == 0;

    public void Take(GcFact fact)
    {
        if (fact is GcFact.SuspensionOver { Suspension: { IsGc: true } suspension }) pauses.Record(suspension);
    }

    public void Take(TargetTotals latest) => totals = latest;

    public void Take(GcReport latest)
    {
        ArgumentNullException.ThrowIfNull(latest);
        totals = latest.Totals;
        report = latest;
        if (latest.Allocations is not null) allocations.Open();
        if (latest.Pools is { } counted) pools.Open(counted);
    }

    public void Take(TargetState latest) => state = latest;

    /// <summary>Has the queue before the target's loop read at each scrape: a figure that the loop handed on would stand still with it.</summary>
    public void ReadQueue(Func<long> waiting) => queueDepth = waiting;

    public void Dispose()
    {
        LiveTargets.Remove(meter.Name);
        meter.Dispose();
    }
}
