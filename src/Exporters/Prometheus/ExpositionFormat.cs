namespace GcWatch.Exporters.Prometheus;

/// <summary>The forms in which a scrape can be written.</summary>
internal enum ExpositionFormat
{
    /// <summary>Prometheus text 0.0.4: what is given to whoever does not ask for the other.</summary>
    PrometheusText,

    /// <summary>OpenMetrics 1.0 text.</summary>
    OpenMetrics,
}

internal static class ExpositionFormats
{
    private const string OpenMetricsType = "application/openmetrics-text";

    public static string ContentType(this ExpositionFormat format) => format switch
    {
        ExpositionFormat.PrometheusText => "text/plain; version=0.0.4; charset=utf-8",
        ExpositionFormat.OpenMetrics => OpenMetricsType + "; version=1.0.0; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a format"),
    };

    /// <summary>
    /// What an Accept header asks for. Prometheus offers both, OpenMetrics with the higher weight where it prefers it; a client with a
    /// version of OpenMetrics that we do not write gets the plain form, which everybody reads.
    /// </summary>
    public static ExpositionFormat Accepted(string? accept)
    {
        if (accept is null) return ExpositionFormat.PrometheusText;
        AcceptedType[] types = [.. accept.Split(',', StringSplitOptions.TrimEntries).Select(AcceptedType.Parse)];
        double openMetrics = Weight(types.Where(type => Is(type, OpenMetricsType) && type.Version is null or "1.0.0"));
        double text = Weight(types.Where(type => Is(type, "text/plain")));
        return openMetrics > 0 && openMetrics >= text ? ExpositionFormat.OpenMetrics : ExpositionFormat.PrometheusText;
    }

    private static bool Is(AcceptedType type, string name) => string.Equals(type.Name, name, StringComparison.OrdinalIgnoreCase);

    private static double Weight(IEnumerable<AcceptedType> types) => types.Select(type => type.Weight).DefaultIfEmpty(0).Max();
}
