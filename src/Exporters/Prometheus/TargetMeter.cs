using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What a target is and how it stands, for <c>gcwatch_target_info</c> and <c>gcwatch_target_up</c>.</summary>
/// <param name="Name">The managed program's name.</param>
/// <param name="Pid">Its process id as the agent sees it.</param>
/// <param name="RuntimeVersion">The runtime's version; empty if it could not be asked.</param>
/// <param name="DownReason">Why no events come; empty while they do.</param>
public sealed record TargetState(string Name, int Pid, string RuntimeVersion, string DownReason);

/// <summary>
/// One target's series. It has a meter of its own, with a unique name: disposing it takes the target's series, and only those, out
/// of the next scrape. Histograms are recorded as each fact arrives; everything else is read from the latest snapshots.
/// Written by the target's loop, read by the scrape.
/// </summary>
public sealed class TargetMeter : IDisposable
{
    /// <summary>What the meter provider listens to.</summary>
    public const string MeterNamePrefix = "GcWatch.";

    private static long lastNumber;

    private readonly Meter meter;
    private readonly PauseInstruments pauses;
    private volatile TargetTotals totals = TargetTotals.Zero;
    private volatile GcReport? report;
    private volatile TargetState state;

    public TargetMeter(TargetIdentity target, TargetState state)
    {
        this.state = state;
        meter = new Meter(MeterNamePrefix + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture));
        var labels = new TargetLabels(target);
        pauses = new PauseInstruments(meter, labels);
        var observed = new ObservedInstruments(meter, labels);
        observed.AddTotals(() => IsAttached ? totals : null);
        observed.AddHeap(() => IsAttached ? report : null);
        observed.AddState(() => this.state, () => IsAttached ? report : null);
    }

    /// <summary>A target's series have ended. Meters are the process's: so is this.</summary>
    internal static event Action? Ended;

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
    }

    public void Take(TargetState latest) => state = latest;

    public void Dispose()
    {
        meter.Dispose();
        Ended?.Invoke();
    }
}
