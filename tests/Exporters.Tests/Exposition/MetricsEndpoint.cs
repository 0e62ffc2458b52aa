using System.Net;
using System.Net.Sockets;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Serving;

namespace GcWatch.Exporters.Tests.Exposition;

/// <summary>The real metrics server on a free loopback port, and a client that scrapes it.</summary>
internal sealed class MetricsEndpoint : IDisposable
{
    private const int Attempts = 10;

    private readonly MetricsServer server;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private MetricsEndpoint(MetricsServer server) => this.server = server;

    public Uri Url => server.Url;

    public int Connections => server.Connections;

    public static MetricsEndpoint Start() => Start(new OtlpOptions());

    public static MetricsEndpoint Start(OtlpOptions otlp) => Start(otlp, HealthProbes.Answering, new ServingLimits());

    public static MetricsEndpoint Start(HealthProbes probes) => Start(new OtlpOptions(), probes, new ServingLimits());

    public static MetricsEndpoint Start(ServingLimits limits) => Start(new OtlpOptions(), HealthProbes.Answering, limits);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Scrapes what is said of the targets; strictly, the agent's own families included.</summary>
    public async Task<StrictScrape> ScrapeAsync() => (await ScrapeAllAsync()).OfTargets();

    /// <summary>As <see cref="ScrapeAsync"/>, with what the agent says of itself.</summary>
    public async Task<StrictScrape> ScrapeAllAsync() => StrictScrape.Parse(await ReadAsync());

    /// <summary>The text as it is: strict reading takes seconds where there are a hundred targets.</summary>
    public Task<string> ReadAsync() => client.GetStringAsync(Url);

    public Task<HttpResponseMessage> GetAsync(Uri url) => client.GetAsync(url);

    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri(Url, path));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    /// <summary>Another process may take the port between its choice and its use: then another one is chosen.</summary>
    private static MetricsEndpoint Start(OtlpOptions otlp, HealthProbes probes, ServingLimits limits)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new MetricsEndpoint(MetricsServer.Start(new MetricsOptions { Port = FreePort() }, otlp, probes, limits));
            }
            catch (MetricsPortException) when (attempt < Attempts)
            {
                // Taken meanwhile.
            }
        }
    }
}
