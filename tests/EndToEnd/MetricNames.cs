using GcWatch.Exporters.Prometheus;

namespace GcWatch.EndToEnd;

/// <summary>The names that the tests read, from the catalog.</summary>
internal static class MetricNames
{
    public static readonly string Collections = MetricCatalog.Collections.PrometheusName;
    public static readonly string PauseCount = MetricCatalog.PauseDuration.PrometheusName + "_count";
    public static readonly string PauseTime = MetricCatalog.PauseTime.PrometheusName;
    public static readonly string Allocated = MetricCatalog.Allocated.PrometheusName;
    public static readonly string OtherSuspensions = MetricCatalog.OtherSuspensions.PrometheusName;
    public static readonly string TargetUp = MetricCatalog.TargetUp.PrometheusName;
    public static readonly string TargetInfo = MetricCatalog.TargetInfo.PrometheusName;

    /// <summary>The name of a sample that shows that a family is there.</summary>
    public static string SampleOf(MetricDefinition metric) =>
        metric.Kind == MetricKind.Histogram ? metric.PrometheusName + "_count" : metric.PrometheusName;
}
