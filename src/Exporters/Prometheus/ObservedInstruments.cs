using System.Diagnostics.Metrics;
using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The counters and gauges of one target, read from immutable snapshots at each scrape. What is not known is left out.</summary>
internal sealed class ObservedInstruments(Meter meter, TargetLabels labels)
{
    private static readonly TimeSpan CounterPatience = TimeSpan.FromSeconds(10);

    private readonly KeyValuePair<string, object?>[] plain = labels.With();

    public void AddTotals(Func<TargetTotals?> latest)
    {
        Count(MetricCatalog.Collections, () => latest() is { } totals ? Collections(totals) : []);
        Count(MetricCatalog.PauseTime, () => One(latest()?.PauseTime.TotalSeconds));
        Count(MetricCatalog.PauseParts, () => latest() is { } totals ? PauseParts(totals) : []);
        Count(MetricCatalog.PausesDuringStall, () => One(latest()?.PausesDuringStall));
        Count(MetricCatalog.Allocated, () => One(AllocatedBytes(latest()?.Allocated)));
        Count(MetricCatalog.Promoted, () => latest() is { } totals ? ByGeneration(totals.PromotedBytes, bytes => bytes) : []);
        Count(MetricCatalog.OtherSuspensions, () => latest() is { } totals ? OtherSuspensions(totals) : []);
        Count(MetricCatalog.Events, () => One(latest()?.Health.Events));
        Count(MetricCatalog.EventsLost, () => One(latest()?.Health.EventsLost));
        Count(MetricCatalog.EventsDropped, () => One(latest()?.Health.EventsDropped));
        Count(MetricCatalog.NumberGaps, () => One(latest()?.Health.NumberGaps));
        Count(MetricCatalog.UnpairedEvents, () => One(latest()?.Health.UnpairedEvents));
    }

    public void AddHeap(Func<GcReport?> latest)
    {
        Gauge(MetricCatalog.HeapSize, () => latest()?.Heap is { } heap ? ByGeneration(heap.Generations, figures => figures.SizeAfterBytes) : []);
        Gauge(MetricCatalog.Fragmentation, () => latest()?.Heap is { } heap ? ByGeneration(heap.Generations, figures => figures.FragmentedBytes) : []);
        Gauge(MetricCatalog.Committed, () => One(latest()?.CommittedBytes));
        Gauge(MetricCatalog.Survival, () => latest() is { } report ? ByGeneration(report.SurvivalRatio, ratio => ratio) : []);
        Gauge(MetricCatalog.Budget, () => latest() is { } report ? ByGeneration(report.BudgetBytes, bytes => bytes > 0 ? bytes : null) : []);
        Gauge(MetricCatalog.NextTrigger, () => One(latest()?.NextTriggerHeapBytes));
        Gauge(MetricCatalog.Bookkeeping, () => One(latest()?.Heap?.BookkeepingBytes));
        Gauge(MetricCatalog.PauseQuantile, () => latest() is { } report ? report.Pauses.SelectMany(Quantiles) : []);
        Gauge(MetricCatalog.LiveHeap, () => One(latest()?.LiveHeapBytes));
        Gauge(MetricCatalog.Gen2Age, () => One(latest()?.Gen2Age?.TotalSeconds));
    }

    public void AddState(Func<TargetState> state, Func<GcReport?> latest)
    {
        Gauge(MetricCatalog.TargetUp, () => [new(state().DownReason.Length == 0 ? 1 : 0, labels.With(("reason", state().DownReason)))]);
        Gauge(MetricCatalog.SessionState, () => TargetConditions.All.Select(condition => Session(condition, state().Condition)));
        Gauge(MetricCatalog.TargetInfo, () => [Info(state())]);
        Gauge(MetricCatalog.Suspended, () => latest() is { } report ? [Suspended(report)] : []);
        Gauge(MetricCatalog.LastEventAge, () => One(latest()?.LastEventAge.TotalSeconds));
    }

    public void AddQueue(Func<Func<long>?> waiting) => Gauge(MetricCatalog.QueueDepth, () => One(waiting()?.Invoke()));

    private void Count(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableCounter(metric.Name, read, metric.Unit, metric.Help);

    private void Gauge(MetricDefinition metric, Func<IEnumerable<Measurement<double>>> read) =>
        meter.CreateObservableGauge(metric.Name, read, metric.Unit, metric.Help);

    private Measurement<double>[] One(double? value) => value is { } known ? [new(known, plain)] : [];

    /// <summary>
    /// The growth between cycles stands in only where no counter has come: it counts from the attach, the counter from the
    /// process's start, and a step from one to the other would look like an allocation storm.
    /// </summary>
    private static double? AllocatedBytes(AllocationReading? reading) => reading switch
    {
        null or { Source: AllocationSource.None } => null,
        { Source: AllocationSource.HeapHistory, At: var at } when at < CounterPatience => null,
        { } known => known.TotalBytes,
    };

    /// <summary>Foreground and other blocking collections share a label: two measurements of one series would leave only the last.</summary>
    private IEnumerable<Measurement<double>> Collections(TargetTotals totals) => totals.Collections
        .GroupBy(pair => (pair.Key.Generation, Reason: pair.Key.Reason.SeriesLabel(), PauseType: PauseType.Label(pair.Key.Type)), pair => pair.Value)
        .Select(kind => new Measurement<double>(
            kind.Sum(),
            labels.With(
                ("gc_heap_generation", kind.Key.Generation.Label()),
                ("gc_reason", kind.Key.Reason),
                ("gc_pause_type", kind.Key.PauseType))));

    private Measurement<double>[] PauseParts(TargetTotals totals) =>
    [
        new(totals.StopTime.TotalSeconds, labels.With(("part", "stop"))),
        new(totals.WorkTime.TotalSeconds, labels.With(("part", "work"))),
        new(totals.RestartTime.TotalSeconds, labels.With(("part", "restart"))),
    ];

    /// <summary>Where nothing is suspended the reason is empty, so that the series of a suspension ends with it, and an alert on it at once.</summary>
    private Measurement<double> Suspended(GcReport report) => report is { IsSuspended: true, Suspended: { } open }
        ? new(report.SuspendedFor.TotalSeconds, labels.With(("reason", open.Reason.Label())))
        : new(0, labels.With(("reason", "")));

    private IEnumerable<Measurement<double>> OtherSuspensions(TargetTotals totals) =>
        totals.OtherSuspensions.Select(pair => new Measurement<double>(pair.Value, labels.With(("reason", pair.Key.Label()))));

    private IEnumerable<Measurement<double>> ByGeneration<T>(IEnumerable<T> figures, Func<T, double?> value) =>
        figures.Select(value).Index().Where(entry => entry.Item is not null).Select(entry =>
            new Measurement<double>(entry.Item!.Value, labels.With(("gc_heap_generation", ((GcGeneration)entry.Index).Label()))));

    private IEnumerable<Measurement<double>> Quantiles(PauseSummary pauses)
    {
        if (pauses.Count == 0) return [];
        string window = pauses.Window >= TimeSpan.FromHours(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{pauses.Window.TotalHours:0}h")
            : string.Create(CultureInfo.InvariantCulture, $"{pauses.Window.TotalMinutes:0}m");
        return new (string Rank, TimeSpan Value)[]
        {
            ("0.5", pauses.P50), ("0.9", pauses.P90), ("0.95", pauses.P95), ("0.99", pauses.P99), ("1", pauses.Max),
        }.Select(pair => new Measurement<double>(pair.Value.TotalSeconds, labels.With(("q", pair.Rank), ("window", window))));
    }

    private Measurement<double> Session(TargetCondition condition, TargetCondition now) =>
        new(condition == now ? 1 : 0, labels.With(("state", condition.Label())));

    private Measurement<double> Info(TargetState state) => new(1, labels.With(
        ("name", state.Name), ("pid", state.Pid.ToString(CultureInfo.InvariantCulture)), ("runtime_version", state.RuntimeVersion)));
}
