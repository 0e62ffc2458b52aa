using System.Collections.Immutable;
using GcWatch.Analysis.Baselines;
using static GcWatch.Exporters.Prometheus.MetricKind;

namespace GcWatch.Exporters.Prometheus;

/// <summary>A target against what is usual for its service: part of <see cref="MetricCatalog.All"/>.</summary>
public static class BaselineMetrics
{
    /// <summary>All thirteen of each would be 52 series a target, of its 300 in all.</summary>
    public static readonly ImmutableArray<BaselineSignal> Compared =
        [BaselineSignal.PauseP99, BaselineSignal.AllocationRate, BaselineSignal.LiveHeap, BaselineSignal.TriggerHeap];

    public static readonly MetricDefinition Center = new(
        "gcwatch.baseline.center", "gcwatch_baseline_center", Gauge, "",
        "What is usual at this hour, in the signal's own unit: seconds, bytes, or bytes a second; of the signals that rules compare.", ["signal"])
    {
        MostSeries = Compared.Length,
    };

    public static readonly MetricDefinition Scale = new(
        "gcwatch.baseline.scale", "gcwatch_baseline_scale", Gauge, "",
        "The usual spread around the centre, as a difference of natural logarithms: 0.1 is some 10 %; of the signals that rules compare.", ["signal"])
    {
        MostSeries = Compared.Length,
    };

    public static readonly MetricDefinition Ratio = new(
        "gcwatch.baseline.ratio", "gcwatch_baseline_ratio", Gauge, "1",
        "The last minute by the centre; above 1 is more than usual; of the signals that rules compare.", ["signal"])
    {
        MostSeries = Compared.Length,
    };

    public static readonly MetricDefinition ZScore = new(
        "gcwatch.baseline.zscore", "gcwatch_baseline_zscore", Gauge, "",
        "How far the last minute is from the centre, in scales; of the signals that rules compare.", ["signal"])
    {
        MostSeries = Compared.Length,
    };

    public static readonly MetricDefinition State = new(
        "gcwatch.baseline.state", "gcwatch_baseline_state", Gauge, "",
        "How much has been learnt of the service: 0 none (under an hour, no judgement), 1 borrowed (to a day), 2 hour_of_day (to a week), 3 hour_of_week (to four weeks), 4 full.",
        []);

    /// <summary>In the order of the documentation.</summary>
    public static readonly ImmutableArray<MetricDefinition> All = [Center, Scale, Ratio, ZScore, State];
}
