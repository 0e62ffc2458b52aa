using System.Globalization;
using System.Text;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Tests.Prometheus;

/// <summary>docs/metrics.md, from the catalog.</summary>
internal static class MetricsPage
{
    public static string Write()
    {
        var page = new StringBuilder("# Metrics\n\n");
        Paragraph(page, "Generated from `MetricCatalog`; do not edit. `GCWATCH_ACCEPT=1 dotnet test --project tests/Exporters.Tests` writes it anew.");
        Paragraph(page, $"Every series of a target has the labels {List(MetricCatalog.CommonLabels)}; `agent` is always `gcwatch`. Labels with nothing to say are empty.");
        Paragraph(page, "Times are in seconds, sizes in bytes, ratios from 0 to 1. What is not known is left out, never 0. Counters count from the attach unless the line says otherwise, and begin anew when the agent attaches again.");
        Meanings(page, MetricCatalog.All);
        Paragraph(page, "\n## The agent itself");
        Paragraph(page, "These are the agent's own: of the common labels they have `agent` only. What the system does not say is left out.");
        Meanings(page, MetricCatalog.Agent);
        Paragraph(page, "\n## Over OTLP");
        page.Append("The same metrics go by these names:\n\n| OTLP | unit | Prometheus |\n|---|---|---|\n");
        foreach (MetricDefinition metric in MetricCatalog.All.AddRange(MetricCatalog.Agent))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{metric.Name}` | {Unit(metric)} | `{metric.PrometheusName}` |\n");
        }

        Bounds(page, "both histograms of pauses", MetricCatalog.PauseBoundaries);
        Bounds(page, "the histogram of scrapes", AgentMetrics.ScrapeBoundaries);
        Bounds(page, "the histogram of notifications", AgentMetrics.NotificationBoundaries);
        return page.ToString();
    }

    private static void Meanings(StringBuilder page, IEnumerable<MetricDefinition> metrics)
    {
        page.Append("| metric | kind | further labels | meaning |\n|---|---|---|---|\n");
        foreach (MetricDefinition metric in metrics)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{metric.PrometheusName}` | {Kind(metric.Kind)} | {List(metric.Labels)} | {metric.Help} |\n");
        }
    }

    private static void Bounds(StringBuilder page, string what, IEnumerable<double> bounds) =>
        page.Append(CultureInfo.InvariantCulture, $"\nUpper bounds of {what}, in seconds:\n\n{string.Join(", ", bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture)))}.\n");

    private static void Paragraph(StringBuilder page, string text) => page.Append(text).Append("\n\n");

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"`{name}`"));

    private static string Unit(MetricDefinition metric) => metric.Unit.Length == 0 ? "" : $"`{metric.Unit}`";

    private static string Kind(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };
}
