using System.Net;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// Serves every <see cref="TargetMeter"/> at /metrics with OpenTelemetry's own exporter, and sends the same to an OTLP receiver where
/// one is configured.
/// </summary>
public sealed class MetricsServer : IDisposable
{
    /// <summary>Targets for which room is kept: above that the SDK would drop series silently.</summary>
    private const int MostTargets = 1000;

    /// <summary>An OTLP receiver that does not answer must not hold up the end of the agent, which has 2 s.</summary>
    private const int MostShutdownMilliseconds = 1000;

    /// <summary>See <see cref="CloseHalfOpenedListener"/>; each start needs a connection at its worst moment to fail.</summary>
    private const int MostAttempts = 20;

    private readonly MeterProvider provider;
    private readonly LastWord lastWord;

    private MetricsServer(MeterProvider provider, Uri url)
    {
        this.provider = provider;
        Url = url;
        lastWord = new LastWord(url);
    }

    /// <summary>Where the metrics are, as a person on this machine would type it.</summary>
    public Uri Url { get; }

    /// <summary>How often the series of ended targets were taken out.</summary>
    internal int EndsHeard => lastWord.Heard;

    /// <exception cref="MetricsPortException">The address or port cannot be listened on.</exception>
    public static MetricsServer Start(MetricsOptions metrics, OtlpOptions otlp)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(otlp);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new MetricsServer(CreateBuilder(metrics, otlp).Build(), Address(metrics));
            }
            catch (InvalidOperationException early) when (early.InnerException is ArgumentNullException && attempt < MostAttempts)
            {
                CloseHalfOpenedListener();
            }
            catch (InvalidOperationException refused) when (refused.InnerException is HttpListenerException or System.Net.Sockets.SocketException or ArgumentException)
            {
                throw new MetricsPortException($"cannot listen on {metrics.Address}:{metrics.Port} ({refused.InnerException.Message}); choose another with --metrics-port", refused);
            }
        }
    }

    public void Dispose()
    {
        lastWord.Dispose();
        provider.Shutdown(MostShutdownMilliseconds);
        provider.Dispose();
    }

    private static MeterProviderBuilder CreateBuilder(MetricsOptions metrics, OtlpOptions otlp)
    {
        MeterProviderBuilder builder = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(ResourceBuilder.CreateEmpty().AddService("gcwatch").AddAttributes([new("agent", "gcwatch")]))
            .AddMeter(TargetMeter.MeterNamePrefix + "*")
            .SetMaxMetricStreams(MostTargets * MetricCatalog.All.Length)
            .AddPrometheusHttpListener(options => Configure(options, metrics));
        return otlp.Endpoint is null ? builder : builder.AddOtlpExporter((exporter, reader) => Configure(exporter, reader, otlp));
    }

    /// <summary>
    /// .NET's HttpListener listens before it has set itself up: a connection in that moment, such as the scrape of a restarted agent,
    /// fails the start with an ArgumentNullException and leaves the socket to its finalizer (dotnet/corefx#35191).
    /// </summary>
    private static void CloseHalfOpenedListener()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static Uri Address(MetricsOptions metrics) =>
        new UriBuilder(Uri.UriSchemeHttp, IsEverywhere(metrics) ? "127.0.0.1" : metrics.Address, metrics.Port, "/metrics").Uri;

    private static bool IsEverywhere(MetricsOptions metrics) => metrics.Address is "*" or "+" or "0.0.0.0" or "::";

    private static void Configure(PrometheusHttpListenerOptions options, MetricsOptions metrics)
    {
        // The listener checks the request's Host header against its prefixes: a loopback one answers to "localhost" as well.
        options.Host = "localhost";
        options.Port = metrics.Port;
        options.ScopeInfoEnabled = false;
        options.TargetInfoEnabled = false;
        options.ResourceConstantLabels = key => key == "agent";
        options.ScrapeResponseCacheDurationMilliseconds = 0;
        options.ConfigureHttpListener = (_, listener) =>
        {
            listener.Prefixes.Clear();
            foreach (string host in Hosts(metrics)) listener.Prefixes.Add($"http://{host}:{metrics.Port}/metrics/");
        };
    }

    private static IEnumerable<string> Hosts(MetricsOptions metrics)
    {
        if (IsEverywhere(metrics)) return ["*"];
        return metrics.Address == "127.0.0.1" ? ["127.0.0.1", "localhost"] : [metrics.Address];
    }

    private static void Configure(OtlpExporterOptions exporter, MetricReaderOptions reader, OtlpOptions otlp)
    {
        exporter.Endpoint = otlp.Endpoint!;
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)otlp.Period.TotalMilliseconds;
        reader.TemporalityPreference = MetricReaderTemporalityPreference.Cumulative;
    }
}

/// <summary>The metrics' address or port cannot be listened on.</summary>
public sealed class MetricsPortException(string message, Exception cause) : Exception(message, cause);
