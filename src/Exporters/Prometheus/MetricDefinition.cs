using System.Collections.Immutable;

namespace GcWatch.Exporters.Prometheus;

public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One metric family: the source of its name, help, unit and labels, for the code, the docs, the dashboards and the rules.</summary>
/// <param name="Name">The OpenTelemetry instrument's name; the Prometheus exporter adds unit and <c>_total</c>.</param>
/// <param name="PrometheusName">The family's name on the wire, as the exporter makes it; a test compares the two.</param>
/// <param name="Kind">Counter, gauge or histogram.</param>
/// <param name="Unit">UCUM: s, By, 1, or a word in braces.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Labels">Beside the common labels.</param>
public sealed record MetricDefinition(
    string Name, string PrometheusName, MetricKind Kind, string Unit, string Help, ImmutableArray<string> Labels);
