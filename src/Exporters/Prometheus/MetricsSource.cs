using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GcWatch.Exporters.Prometheus;

/// <summary>Collects every meter of the agent: as text whenever it is asked, and to an OTLP receiver by itself where one is configured.</summary>
public sealed class MetricsSource : IDisposable
{
    /// <summary>Targets for which room is kept: above that the SDK would drop series silently.</summary>
    private const int MostTargets = 1000;

    /// <summary>An OTLP receiver that does not answer must not hold up the end of the agent, which has 2 s.</summary>
    private const int MostShutdownMilliseconds = 1000;

    private readonly ScrapeExporter exporter = new();
    private readonly MeterProvider provider;

    public MetricsSource(OtlpOptions otlp)
    {
        ArgumentNullException.ThrowIfNull(otlp);
        MeterProviderBuilder builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("gcwatch").AddAttributes([new("agent", "gcwatch")]))
            .AddMeter(TargetMeter.MeterNamePrefix + "*")
            .SetMaxMetricStreams((MostTargets * MetricCatalog.All.Length) + MetricCatalog.Agent.Length)
            .AddView(instrument => SeriesLimits.For(instrument.Name))
            .AddReader(new BaseExportingMetricReader(exporter) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative });
        if (otlp.Endpoint is not null) builder.AddOtlpExporter((sender, reader) => Configure(sender, reader, otlp));
        provider = builder.Build();
    }

    /// <summary>What a scrape in Prometheus' text format would say now.</summary>
    public string Text()
    {
        using ScrapeText text = Render(ExpositionFormat.PrometheusText);
        return text.ToString();
    }

    public void Dispose()
    {
        provider.Shutdown(MostShutdownMilliseconds);
        provider.Dispose();
        exporter.Dispose();
    }

    /// <exception cref="InvalidOperationException">The SDK did not collect.</exception>
    internal ScrapeText Render(ExpositionFormat format) => exporter.Render(format);

    private static void Configure(OtlpExporterOptions sender, MetricReaderOptions reader, OtlpOptions otlp)
    {
        sender.Endpoint = otlp.Endpoint!;
        sender.Protocol = OtlpExportProtocol.HttpProtobuf;
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)otlp.Period.TotalMilliseconds;
        reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
    }
}
