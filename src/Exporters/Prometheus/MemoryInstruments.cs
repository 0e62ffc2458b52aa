using System.Diagnostics.Metrics;
using GcWatch.Analysis.Memory;

namespace GcWatch.Exporters.Prometheus;

/// <summary>One target's memory, read from its latest balance at each scrape. What is not known is left out.</summary>
internal sealed class MemoryInstruments(Meter meter, TargetLabels labels)
{
    private readonly KeyValuePair<string, object?>[] plain = labels.With();

    public void Add(Func<MemoryBalance?> latest)
    {
        Gauge(MemoryMetrics.WorkingSet, () => latest() is { } balance ? WorkingSets(balance) : []);
        Gauge(MemoryMetrics.Limit, () => One(latest()?.LimitBytes));
        Gauge(MemoryMetrics.Native, () => One(latest()?.NativeBytes));
        Gauge(MemoryMetrics.Deviation, () => One(latest()?.Deviation));
        Gauge(MemoryMetrics.LimitEta, () => One(latest()?.TimeToLimit?.TotalSeconds));
        Gauge(MemoryMetrics.Pressure, () => latest()?.Cgroup?.Pressure is { } pressure ? Shares(pressure) : []);
        meter.CreateObservableCounter(MemoryMetrics.Kills.Name, () => One(latest()?.Cgroup?.OutOfMemoryKills), MemoryMetrics.Kills.Unit, MemoryMetrics.Kills.Help);
    }

    private void Gauge(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(metric.Name, read, metric.Unit, metric.Help);

    private Measurement<double>[] One(double? value) => value is { } known ? [new(known, plain)] : [];

    private IEnumerable<Measurement<double>> WorkingSets(MemoryBalance balance) =>
        from reading in new[] { balance.Cgroup, balance.Runtime }
        where reading is not null
        select new Measurement<double>(reading.WorkingSetBytes, labels.With(("source", reading.Source.Label())));

    private Measurement<double>[] Shares(MemoryPressure pressure) =>
    [
        new(pressure.SomeShare, labels.With(("kind", "some"), ("scope", pressure.Scope.Label()))),
        new(pressure.FullShare, labels.With(("kind", "full"), ("scope", pressure.Scope.Label()))),
    ];
}
