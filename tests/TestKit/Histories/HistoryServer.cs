using System.Globalization;
using System.Text;

namespace GcWatch.TestKit.Histories;

/// <summary>A real server with the Prometheus query API that has a past, on a free loopback port.</summary>
public sealed class HistoryServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder folder;
    private readonly HttpClient client;
    private readonly ChildProcess child;
    private readonly string readyPath;

    private HistoryServer(TemporaryFolder folder, Uri url, string readyPath, HttpMessageHandler handler, IReadOnlyList<string> command)
    {
        (this.folder, Url, this.readyPath) = (folder, url, readyPath);
        client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(30), BaseAddress = url };
        child = ChildProcess.Start(command);
    }

    public Uri Url { get; }

    /// <summary>The series are made into blocks by promtool, before the server starts; it keeps them for 60 days, not for its default of 15.</summary>
    /// <param name="series">What it has.</param>
    /// <param name="tls">With a certificate of the test's own; null for plain HTTP.</param>
    /// <param name="ruleFiles">Rules that it evaluates.</param>
    public static async Task<HistoryServer> PrometheusAsync(IEnumerable<StoredSeries> series, AlertmanagerTls? tls = null, params IReadOnlyList<string> ruleFiles)
    {
        var folder = new TemporaryFolder();
        await BackfillAsync(folder, series);
        string rules = string.Concat((ruleFiles ?? []).Select(file => $"  - {file}\n"));
        await File.WriteAllTextAsync(folder.PathOf("prometheus.yml"), rules.Length == 0 ? "" : $"rule_files:\n{rules}");
        string address = Address();
        var url = new Uri($"{(tls is null ? "http" : "https")}://{address}/");
        string[] command =
        [
            Parts.Require("prometheus"), $"--config.file={folder.PathOf("prometheus.yml")}", $"--storage.tsdb.path={folder.PathOf("data")}",
            "--storage.tsdb.retention.time=60d", $"--web.listen-address={address}", .. tls?.Arguments ?? [],
        ];
        var server = new HistoryServer(folder, url, "-/ready", Handler(tls), command);
        await server.BecomesReadyAsync();
        return server;
    }

    /// <summary>The series are imported into the running server.</summary>
    public static async Task<HistoryServer> VictoriaMetricsAsync(IEnumerable<StoredSeries> series)
    {
        var folder = new TemporaryFolder();
        string address = Address();
        string[] command =
        [
            Parts.Require("victoria-metrics"), $"-storageDataPath={folder.PathOf("data")}", $"-httpListenAddr={address}", "-retentionPeriod=3",
            "-search.latencyOffset=0s", "-memory.allowedBytes=64MB", "-loggerLevel=ERROR",
        ];
        var server = new HistoryServer(folder, new Uri($"http://{address}/"), "health", new HttpClientHandler { CheckCertificateRevocationList = true }, command);
        await server.BecomesReadyAsync();
        await server.ImportAsync(series);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await child.DisposeAsync();
        folder.Dispose();
    }

    private static string Address() => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");

    /// <summary>In few blocks: of two hours each, a month takes a quarter of a minute.</summary>
    private static async Task BackfillAsync(TemporaryFolder folder, IEnumerable<StoredSeries> series)
    {
        string file = folder.PathOf("series.txt");
        await File.WriteAllTextAsync(file, StoredSeries.OpenMetrics(series));
        FinishedProcess made = await ChildProcess.RunAsync(
            [Parts.Require("promtool"), "tsdb", "create-blocks-from", "openmetrics", "-q", "--max-block-duration=768h", file, folder.PathOf("data")]);
        if (made.ExitCode != 0) throw new InvalidOperationException($"promtool made no blocks:\n{made.OutputText}\n{made.ErrorText}");
    }

    private async Task ImportAsync(IEnumerable<StoredSeries> series)
    {
        using var content = new StringContent(StoredSeries.Exposition(series), Encoding.UTF8);
        (await client.PostAsync(new Uri("api/v1/import/prometheus", UriKind.Relative), content)).EnsureSuccessStatusCode();
        (await client.GetAsync(new Uri("internal/force_flush", UriKind.Relative))).EnsureSuccessStatusCode();
    }

    private static HttpClientHandler Handler(AlertmanagerTls? tls)
    {
        var handler = new HttpClientHandler { CheckCertificateRevocationList = true };
        if (tls is not null) handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Subject == tls.Subject;
        return handler;
    }

    private Task<bool> BecomesReadyAsync() => Eventually.ReadsAsync($"{Url} is ready", IsReadyAsync, ready => ready, StartPatience);

    private async Task<bool> IsReadyAsync()
    {
        if (child.HasExited) throw new InvalidOperationException($"the server ended:\n{child.Errors}");
        try
        {
            return (await client.GetAsync(new Uri(readyPath, UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
