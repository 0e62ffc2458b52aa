using System.Diagnostics.Metrics;
using GcWatch.Analysis.Gc;

namespace GcWatch.Exporters.Prometheus;

/// <summary>The two histograms over suspensions. Recorded by the target's loop only.</summary>
internal sealed class PauseInstruments
{
    private readonly Histogram<double> duration;
    private readonly Histogram<double> stopTime;
    private readonly KeyValuePair<string, object?>[] stopLabels;
    private readonly Dictionary<(GcGeneration?, bool), KeyValuePair<string, object?>[]> labelsByKind = [];
    private readonly TargetLabels labels;

    /// <param name="meter">The target's meter.</param>
    /// <param name="labels">The target's labels.</param>
    /// <param name="thresholds">What pauses are judged by: boundaries as well.</param>
    public PauseInstruments(Meter meter, TargetLabels labels, IEnumerable<TimeSpan> thresholds)
    {
        this.labels = labels;
        duration = Create(meter, MetricCatalog.PauseDuration, MetricCatalog.PauseBoundaries.Union(thresholds.Select(threshold => threshold.TotalSeconds)));
        stopTime = Create(meter, MetricCatalog.SuspendDuration, MetricCatalog.StopBoundaries);
        stopLabels = labels.With();
    }

    public void Record(Suspension suspension)
    {
        duration.Record(suspension.Duration.TotalSeconds, LabelsOf(suspension));
        stopTime.Record(suspension.StopTime.TotalSeconds, stopLabels);
    }

    private static Histogram<double> Create(Meter meter, MetricDefinition metric, IEnumerable<double> boundaries) => meter.CreateHistogram(
        metric.Name, metric.Unit, metric.Help, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [.. boundaries.Order()] });

    private KeyValuePair<string, object?>[] LabelsOf(Suspension suspension)
    {
        CycleName? cycle = suspension.CountedUnder;
        (GcGeneration?, bool) kind = (cycle?.Generation, cycle?.Type == GcCycleType.Background);
        if (!labelsByKind.TryGetValue(kind, out KeyValuePair<string, object?>[]? found))
        {
            found = cycle is { Generation: var generation, Type: var type }
                ? labels.With(("gc_heap_generation", generation.Label()), ("gc_pause_type", PauseType.Label(type)))
                : labels.With(("gc_heap_generation", "unattributed"), ("gc_pause_type", PauseType.Unknown));
            labelsByKind.Add(kind, found);
        }

        return found;
    }
}

/// <summary>The label value of <c>gc_pause_type</c>.</summary>
internal static class PauseType
{
    /// <summary>Of a suspension whose collection was not seen.</summary>
    public const string Unknown = "unknown";

    public static string Label(bool isBackground) => isBackground ? "background" : "blocking";

    public static string Label(GcCycleType type) => Label(type == GcCycleType.Background);
}
