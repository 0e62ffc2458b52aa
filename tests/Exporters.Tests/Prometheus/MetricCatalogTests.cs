using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class MetricCatalogTests
{
    [Fact]
    public void The_documentation_has_every_metric_as_it_is() => Golden.Matches("docs/metrics.md", MetricsPage.Write());

    [Fact]
    public void The_catalog_lists_every_metric_it_defines()
    {
        IEnumerable<MetricDefinition?> defined = new[] { typeof(MetricCatalog), typeof(MemoryMetrics), typeof(BaselineMetrics), typeof(AllocationMetrics), typeof(PoolMetrics) }.SelectMany(type => type.GetFields())
            .Where(field => field.FieldType == typeof(MetricDefinition)).Select(field => (MetricDefinition?)field.GetValue(null));
        Assert.Equal(defined.OrderBy(metric => metric?.Name, StringComparer.Ordinal), MetricCatalog.All.OrderBy(metric => metric.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void No_name_is_used_twice()
    {
        Assert.Equal(MetricCatalog.All.Length, MetricCatalog.All.DistinctBy(metric => metric.Name).Count());
        Assert.Equal(MetricCatalog.All.Length, MetricCatalog.All.DistinctBy(metric => metric.PrometheusName).Count());
    }

    [Fact]
    public void Pause_boundaries_rise_and_have_the_promise_among_them()
    {
        Assert.Equal(MetricCatalog.PauseBoundaries.Order().Distinct(), MetricCatalog.PauseBoundaries);
        Assert.Contains(0.015, MetricCatalog.PauseBoundaries);
    }
}
