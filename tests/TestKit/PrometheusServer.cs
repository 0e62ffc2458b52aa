using System.Globalization;
using System.Text.Json;

namespace GcWatch.TestKit;

/// <summary>A real Prometheus with a configuration and a data folder of its own, on a free loopback port.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ChildProcess child;

    private PrometheusServer(string text)
    {
        string configuration = folder.PathOf("prometheus.yml");
        File.WriteAllText(configuration, text);
        string address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Ports.Free()}");
        client.BaseAddress = Url = new Uri($"http://{address}/");
        child = ChildProcess.Start(
        [
            Parts.Require("prometheus"), $"--config.file={configuration}", $"--storage.tsdb.path={folder.PathOf("data")}", $"--web.listen-address={address}",
        ]);
    }

    public Uri Url { get; }

    /// <summary>One that scrapes an agent each second.</summary>
    public static Task<PrometheusServer> StartAsync(Uri scraped)
    {
        ArgumentNullException.ThrowIfNull(scraped);
        return StartAsync($"""
            global:
              scrape_interval: 1s
              scrape_timeout: 1s
            scrape_configs:
              - job_name: gcwatch
                static_configs:
                  - targets: ["{scraped.Authority}"]

            """);
    }

    /// <param name="configuration">The text of its prometheus.yml; with absolute paths.</param>
    public static async Task<PrometheusServer> StartAsync(string configuration)
    {
        var server = new PrometheusServer(configuration);
        await Eventually.ReadsAsync("Prometheus is ready", server.IsReadyAsync, ready => ready);
        return server;
    }

    /// <summary>The latest value of every series that an instant query gives.</summary>
    public async Task<IReadOnlyList<Sample>> QueryAsync(string query)
    {
        await using Stream answer = await client.GetStreamAsync(new Uri($"api/v1/query?query={Uri.EscapeDataString(query)}", UriKind.Relative));
        using JsonDocument document = await JsonDocument.ParseAsync(answer);
        return [.. document.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Parse)];
    }

    /// <summary>What the HTTP API answers: the value of its field data.</summary>
    /// <param name="path">After api/v1/, with its query.</param>
    /// <exception cref="InvalidOperationException">The server refuses the question.</exception>
    public async Task<JsonElement> AskAsync(string path)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri($"api/v1/{path}", UriKind.Relative));
        string answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new InvalidOperationException($"{path}: {answer}");
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.GetProperty("data").Clone();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await child.DisposeAsync();
        folder.Dispose();
    }

    private static Sample Parse(JsonElement series)
    {
        Dictionary<string, string> labels = series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? "");
        double value = double.Parse(series.GetProperty("value")[1].GetString() ?? "", CultureInfo.InvariantCulture);
        return new Sample(labels.GetValueOrDefault("__name__", ""), labels, value);
    }

    private async Task<bool> IsReadyAsync()
    {
        if (child.HasExited) throw new InvalidOperationException($"Prometheus ended:\n{child.Errors}");
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
