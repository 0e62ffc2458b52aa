using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Analysis.Memory;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The series that the agent has of itself. Vitals are read once a collection, however many instruments there are.</summary>
public sealed class AgentMeter : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(100);
    private static long lastNumber;

    private readonly Func<AgentVitals> read;
    private readonly TimeProvider time;
    private readonly Lock gate = new();
    private readonly Meter meter;
    private AgentVitals? latest;
    private long readAt;

    public AgentMeter(Func<AgentVitals> read, TimeProvider time)
    {
        this.read = read;
        this.time = time;
        meter = new Meter(TargetMeter.MeterNamePrefix + "Agent." + Interlocked.Increment(ref lastNumber).ToString(CultureInfo.InvariantCulture));
        Gauge(AgentMetrics.Version, () => [new(1, new KeyValuePair<string, object?>("version", Vitals().Version))]);
        Count(AgentMetrics.Cpu, vitals => vitals.Cpu.TotalSeconds);
        Gauge(AgentMetrics.ResidentMemory, () => [new(Vitals().ResidentBytes)]);
        Gauge(AgentMetrics.ManagedHeap, () => [new(Vitals().ManagedHeapBytes)]);
        Gauge(AgentMetrics.Threads, () => [new(Vitals().Threads)]);
        Gauge(AgentMetrics.OpenFiles, () => [new(Vitals().OpenFiles)]);
        Count(AgentMetrics.Stall, vitals => vitals.Stalled.TotalSeconds);
        Count(AgentMetrics.Throttled, vitals => vitals.Throttled?.TotalSeconds);
        Gauge(AgentMetrics.ContainerMemory, () => Vitals().Memory is { } memory ? [new(memory.WorkingSetBytes)] : []);
        Gauge(AgentMetrics.ContainerLimit, () => Vitals().Memory?.LimitBytes is { } limit ? [new(limit)] : []);
        Count(AgentMetrics.ContainerKills, vitals => vitals.Memory?.OutOfMemoryKills);
        Gauge(AgentMetrics.ContainerPressure, () => Vitals().Memory?.Pressure is { } pressure ? Pressure(pressure) : []);
        Gauge(AgentMetrics.Targets, Targets);
        Gauge(AgentMetrics.Forbidden, () => [new(Vitals().ForbiddenProcesses)]);
        Count(AgentMetrics.RefusedConnections, vitals => vitals.RefusedConnections);
        Count(AgentMetrics.ReportFailures, vitals => vitals.ReportFailures);
        AddBaselines();
    }

    public void Dispose() => meter.Dispose();

    private void AddBaselines()
    {
        Gauge(AgentMetrics.BaselineServices, () => Vitals().Baselines is { } kept ? [new(kept.Services)] : []);
        Gauge(AgentMetrics.SnapshotAge, () => Vitals().Baselines?.SnapshotAge is { } age ? [new(age.TotalSeconds)] : []);
        Count(AgentMetrics.SnapshotFailures, vitals => vitals.Baselines?.SnapshotFailures);
        Gauge(AgentMetrics.HistoryAge, () => Vitals().Baselines?.HistoryAge is { } age ? [new(age.TotalSeconds)] : []);
        Count(AgentMetrics.HistoryFailures, vitals => vitals.Baselines?.HistoryFailures);
    }

    private static IEnumerable<Measurement<double>> Targets() => TargetConditions.All.Select(condition =>
        new Measurement<double>(LiveTargets.Count(condition), new KeyValuePair<string, object?>("state", condition.Label())));

    private static Measurement<double>[] Pressure(MemoryPressure pressure) =>
    [
        new(pressure.SomeShare, new("kind", "some"), new("scope", pressure.Scope.Label())),
        new(pressure.FullShare, new("kind", "full"), new("scope", pressure.Scope.Label())),
    ];

    private void Count(MetricDefinition metric, Func<AgentVitals, double?> value) => meter.CreateObservableCounter<double>(
        metric.Name, () => value(Vitals()) is { } known ? [new(known)] : [], metric.Unit, metric.Help);

    private void Gauge(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> values) =>
        meter.CreateObservableGauge(metric.Name, values, metric.Unit, metric.Help);

    private AgentVitals Vitals()
    {
        lock (gate)
        {
            if (latest is null || time.GetElapsedTime(readAt) > Fresh)
            {
                latest = read();
                readAt = time.GetTimestamp();
            }

            return latest;
        }
    }
}
