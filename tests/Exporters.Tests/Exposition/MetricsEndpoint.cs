using System.Net;
using System.Net.Sockets;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Exposition;

/// <summary>The real metrics server on a free loopback port, and a client that scrapes it.</summary>
internal sealed class MetricsEndpoint : IDisposable
{
    private const int Attempts = 10;

    private readonly MetricsServer server;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(20) };

    private MetricsEndpoint(MetricsServer server) => this.server = server;

    public Uri Url => server.Url;

    public static MetricsEndpoint Start() => Start(new OtlpOptions());

    /// <summary>Another process may take the port between its choice and its use: then another one is chosen.</summary>
    public static MetricsEndpoint Start(OtlpOptions otlp)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new MetricsEndpoint(MetricsServer.Start(new MetricsOptions { Port = FreePort() }, otlp));
            }
            catch (MetricsPortException) when (attempt < Attempts)
            {
                // Taken meanwhile.
            }
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task<StrictScrape> ScrapeAsync() => StrictScrape.Parse(await client.GetStringAsync(Url));

    /// <summary>Ends a target, and waits until the server has taken note.</summary>
    public Task EndAsync(PlayedTarget target)
    {
        int before = server.EndsHeard;
        target.Dispose();
        return Eventually.HoldsAsync("the end is heard", () => server.EndsHeard != before);
    }

    public Task<HttpResponseMessage> GetAsync(Uri url) => client.GetAsync(url);

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }
}
