using System.Net;
using System.Net.Sockets;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Replay;
using GcWatch.Exporters.Prometheus;

namespace GcWatch.Agent.Replay;

/// <summary>
/// What a scrape at the end of the trace would have said. The exporter renders only what it serves, so it is served on a free loopback
/// port, and scraped once.
/// </summary>
internal sealed class PrometheusReplayReport : IReplayReport
{
    private readonly Func<Stream, Task> print;
    private readonly TargetIdentity identity = ReplaySummary.Identity("replay");
    private readonly TargetView view;
    private readonly MetricsServer server;
    private readonly TargetMeter meter;
    private TimeSpan last;

    public PrometheusReplayReport(Stream output)
    {
        print = scrape => scrape.CopyToAsync(output);
        view = new TargetView(identity) { KeepsFacts = false };
        server = MetricsServer.Start(new MetricsOptions { Port = FreePort() }, new OtlpOptions());
        meter = new TargetMeter(identity, new TargetState(identity.Process, 0, "", DownReason: ""));
    }

    public void Take(GcEvent gcEvent)
    {
        last = gcEvent.At;
        foreach (GcFact fact in view.Apply(gcEvent)) meter.Take(fact);
    }

    public async Task FinishAsync(ReplayEnd end)
    {
        view.Finish();
        meter.Take(view.Report(last));
        using var client = new HttpClient();
        await using Stream scrape = await client.GetStreamAsync(server.Url).ConfigureAwait(false);
        await print(scrape).ConfigureAwait(false);
    }

    public void Dispose()
    {
        meter.Dispose();
        server.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
