using System.Globalization;
using System.Text.Json;

namespace GcWatch.TestKit;

/// <summary>An alert as GET /api/v2/alerts shows it.</summary>
public sealed record SeenAlert(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string State)
{
    public string Name => Labels.GetValueOrDefault("alertname", "");
}

/// <summary>A real Alertmanager without a cluster, with a configuration and a data folder of its own, on a free loopback port.</summary>
public sealed class AlertmanagerServer : IAsyncDisposable
{
    /// <summary>Keeps alerts and tells nobody.</summary>
    public const string Silent = "route: { receiver: nobody }\nreceivers: [ { name: nobody } ]\n";

    /// <summary>In a configuration: the folder that it lies in.</summary>
    public const string Folder = "%FOLDER%";

    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client;
    private readonly string[] command;
    private ChildProcess child;

    private AlertmanagerServer(string configuration, AlertmanagerTls? tls, IReadOnlyDictionary<string, string> files)
    {
        File.WriteAllText(folder.PathOf("alertmanager.yml"), configuration.Replace(Folder, folder.FullName, StringComparison.Ordinal));
        foreach ((string name, string text) in files) File.WriteAllText(folder.PathOf(name), text);
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");
        Url = new Uri($"{(tls is null ? "http" : "https")}://{address}/");
        client = new HttpClient(Handler(tls)) { Timeout = TimeSpan.FromSeconds(10), BaseAddress = Url };
        command =
        [
            Parts.Require("prometheus-alertmanager"), $"--config.file={folder.PathOf("alertmanager.yml")}", $"--storage.path={folder.PathOf("data")}",
            $"--web.listen-address={address}", "--cluster.listen-address=", .. tls?.Arguments ?? [],
        ];
        child = ChildProcess.Start(command);
    }

    public Uri Url { get; }

    /// <param name="configuration">The text of its alertmanager.yml.</param>
    /// <param name="tls">Its certificate; without one it is plain HTTP.</param>
    /// <param name="files">Name and text of what lies beside the configuration.</param>
    public static async Task<AlertmanagerServer> StartAsync(
        string configuration = Silent, AlertmanagerTls? tls = null, IReadOnlyDictionary<string, string>? files = null)
    {
        var server = new AlertmanagerServer(configuration, tls, files ?? new Dictionary<string, string>());
        await server.BecomesReadyAsync();
        return server;
    }

    /// <summary>Ends it at once, as a machine that fails does.</summary>
    public ValueTask KillAsync() => child.DisposeAsync();

    /// <summary>Starts it again at the same address; Alertmanager keeps no alerts over a restart.</summary>
    public Task StartAgainAsync()
    {
        child = ChildProcess.Start(command);
        return BecomesReadyAsync();
    }

    /// <summary>Tells it of alerts that begin now and go on, as Prometheus does: the labels of each.</summary>
    public async Task TellAsync(IEnumerable<IReadOnlyDictionary<string, string>> alerts)
    {
        using var content = new StringContent(
            JsonSerializer.Serialize(alerts.Select(labels => new { labels })), System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage answer = await client.PostAsync(new Uri("api/v2/alerts", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The alerts that have not ended.</summary>
    public async Task<IReadOnlyList<SeenAlert>> AlertsAsync()
    {
        await using Stream answer = await client.GetStreamAsync(new Uri("api/v2/alerts", UriKind.Relative));
        using JsonDocument document = await JsonDocument.ParseAsync(answer);
        return [.. document.RootElement.EnumerateArray().Select(Parse)];
    }

    /// <summary>Reads the alerts until they are as wanted.</summary>
    public Task<IReadOnlyList<SeenAlert>> AlertsUntilAsync(string what, Func<IReadOnlyList<SeenAlert>, bool> isReached) =>
        Eventually.ReadsAsync(what, AlertsAsync, isReached);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await child.DisposeAsync();
        folder.Dispose();
    }

    private static HttpClientHandler Handler(AlertmanagerTls? tls)
    {
        var handler = new HttpClientHandler { CheckCertificateRevocationList = true };
        if (tls is not null) handler.ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Subject == tls.Subject;
        return handler;
    }

    private static SeenAlert Parse(JsonElement alert) => new(
        Texts(alert.GetProperty("labels")), Texts(alert.GetProperty("annotations")), alert.GetProperty("startsAt").GetDateTimeOffset(),
        alert.GetProperty("endsAt").GetDateTimeOffset(), alert.GetProperty("status").GetProperty("state").GetString() ?? "");

    private static Dictionary<string, string> Texts(JsonElement element) =>
        element.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString() ?? "");

    private Task<bool> BecomesReadyAsync() => Eventually.ReadsAsync("Alertmanager is ready", IsReadyAsync, ready => ready);

    private async Task<bool> IsReadyAsync()
    {
        if (child.HasExited) throw new InvalidOperationException($"Alertmanager ended:\n{child.Errors}");
        try
        {
            return (await client.GetAsync(new Uri("-/ready", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
