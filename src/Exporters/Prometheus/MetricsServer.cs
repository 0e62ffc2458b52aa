using System.Net;
using System.Net.Sockets;
using GcWatch.Exporters.Serving;

namespace GcWatch.Exporters.Prometheus;

/// <summary>
/// Serves every meter of the agent at /metrics, says at /healthz and /readyz how the agent is, and sends the metrics to an OTLP
/// receiver where one is configured. No client can keep it from answering another (docs/decisions/0010-serving.md).
/// </summary>
public sealed class MetricsServer : IDisposable
{
    private readonly MetricsSource source;
    private readonly ScrapeCounts counts;
    private readonly HttpFront front;

    private MetricsServer(Socket listener, Uri url, OtlpOptions otlp, HealthProbes probes, ServingLimits limits)
    {
        Url = url;
        source = new MetricsSource(otlp);
        counts = new ScrapeCounts(() => Refused);
        var scrapes = new ScrapeRoute(new ScrapeShare(source.Render, limits.HeldBytes), counts, TimeProvider.System);
        bool isLoopback = listener.LocalEndPoint is IPEndPoint { Address: var address } && IPAddress.IsLoopback(address);
        var routes = new HttpRoutes(scrapes, probes, isLoopback);
        front = new HttpFront(listener, limits, routes.AnswerAsync, TimeProvider.System);
        front.Start();
    }

    /// <summary>Where the metrics are, as a person on this machine would type it.</summary>
    public Uri Url { get; }

    /// <summary>Connections that are open now.</summary>
    internal int Connections => front.Open;

    private long Refused => front?.Refused ?? 0;

    /// <exception cref="MetricsPortException">The address or port cannot be listened on.</exception>
    public static MetricsServer Start(MetricsOptions metrics, OtlpOptions otlp, HealthProbes probes) => Start(metrics, otlp, probes, new ServingLimits());

    /// <summary>The route of a running agent, as seen from this machine.</summary>
    public static Uri Address(MetricsOptions metrics, string path)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        return new UriBuilder(Uri.UriSchemeHttp, Listening.IsEverywhere(metrics) ? "127.0.0.1" : metrics.Address, metrics.Port, path).Uri;
    }

    internal static MetricsServer Start(MetricsOptions metrics, OtlpOptions otlp, HealthProbes probes, ServingLimits limits)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(otlp);
        ArgumentNullException.ThrowIfNull(probes);
        return new MetricsServer(Listening.Open(metrics), Address(metrics, "/metrics"), otlp, probes, limits);
    }

    public void Dispose()
    {
        front.Dispose();
        counts.Dispose();
        source.Dispose();
    }
}

/// <summary>The metrics' address or port cannot be listened on.</summary>
public sealed class MetricsPortException(string message, Exception cause) : Exception(message, cause);
