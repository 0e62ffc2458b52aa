using System.Collections.Immutable;

namespace GcWatch.Exporters.Prometheus;

public enum MetricKind
{
    Counter,
    Gauge,
    Histogram,
}

/// <summary>One metric family: the source of its name, help, unit and labels, for the code, the docs, the dashboards and the rules.</summary>
/// <param name="Name">The OpenTelemetry instrument's name; OTLP has it.</param>
/// <param name="PrometheusName">The family's name in a scrape: the same with underscores, unit and <c>_total</c>, as OpenTelemetry's rules have it.</param>
/// <param name="Kind">Counter, gauge or histogram.</param>
/// <param name="Unit">UCUM: s, By, 1, or a word in braces.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Labels">Beside the common labels.</param>
public sealed record MetricDefinition(
    string Name, string PrometheusName, MetricKind Kind, string Unit, string Help, ImmutableArray<string> Labels)
{
    /// <summary>How many series one target can have of it, where that is less than the product of its labels' values.</summary>
    public int? MostSeries { get; init; }
}
