using System.Collections.Immutable;
using System.Text;

namespace GcWatch.Exporters.Prometheus;

/// <summary>What is the same at every scrape of one family, ready as bytes: headings in each form, and the names of its samples.</summary>
internal sealed class FamilyText
{
    private const string CounterSuffix = "_total";

    private readonly byte[] textHeading;
    private readonly byte[] openMetricsHeading;

    private FamilyText(MetricDefinition metric)
    {
        Instrument = metric.Name;
        Kind = metric.Kind;
        Name = Encoding.UTF8.GetBytes(metric.PrometheusName);
        textHeading = Encoding.UTF8.GetBytes(Heading(metric, metric.PrometheusName, unit: ""));
        openMetricsHeading = Encoding.UTF8.GetBytes(Heading(metric, OpenMetricsFamily(metric), UnitOf(metric)));
    }

    /// <summary>In the order in which they are written: by name.</summary>
    public static ImmutableArray<FamilyText> All { get; } =
    [
        .. MetricCatalog.All.AddRange(MetricCatalog.Agent).OrderBy(metric => metric.PrometheusName, StringComparer.Ordinal)
            .Select(metric => new FamilyText(metric)),
    ];

    /// <summary>The OpenTelemetry instrument's name.</summary>
    public string Instrument { get; }

    public MetricKind Kind { get; }

    /// <summary>The name of a sample, or what a histogram's sample names begin with.</summary>
    public ReadOnlyMemory<byte> Name { get; }

    public ReadOnlySpan<byte> Heading(ExpositionFormat format) =>
        format == ExpositionFormat.OpenMetrics ? openMetricsHeading : textHeading;

    private static string Heading(MetricDefinition metric, string family, string unit)
    {
        string help = metric.Help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        string unitLine = unit.Length > 0 ? $"# UNIT {family} {unit}\n" : "";
        return $"# TYPE {family} {Type(metric.Kind)}\n{unitLine}# HELP {family} {help}\n";
    }

    /// <summary>OpenMetrics names a counter's family without the suffix that its samples have.</summary>
    private static string OpenMetricsFamily(MetricDefinition metric) =>
        metric.Kind == MetricKind.Counter ? metric.PrometheusName[..^CounterSuffix.Length] : metric.PrometheusName;

    /// <summary>A unit line is allowed only where the family's name ends in the unit.</summary>
    private static string UnitOf(MetricDefinition metric)
    {
        string unit = metric.Unit switch { "s" => "seconds", "By" => "bytes", _ => "" };
        return unit.Length > 0 && OpenMetricsFamily(metric).EndsWith("_" + unit, StringComparison.Ordinal) ? unit : "";
    }

    private static string Type(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };
}
