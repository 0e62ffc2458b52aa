using System.Globalization;
using System.Text.Json;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Pods;

/// <summary>A real Prometheus in the network of a pod, which has no other; it scrapes the agent each second.</summary>
internal sealed class PodPrometheus : IAsyncDisposable
{
    private const int Port = 9090;

    private readonly RunningPod pod;
    private readonly TemporaryFolder folder = new();
    private readonly ChildProcess child;

    public PodPrometheus(RunningPod pod)
    {
        this.pod = pod;
        File.WriteAllText(folder.PathOf("prometheus.yml"), string.Create(CultureInfo.InvariantCulture, $$"""
            global: {scrape_interval: 1s, scrape_timeout: 1s}
            scrape_configs:
              - job_name: gcwatch
                static_configs: [{targets: ["127.0.0.1:{{RunningPod.AgentPort}}"]}]

            """));
        child = ChildProcess.Start(pod.InNetwork(
            Parts.Require("prometheus"), $"--config.file={folder.PathOf("prometheus.yml")}", $"--storage.tsdb.path={folder.PathOf("data")}",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{Port}")));
    }

    /// <summary>The labels of every series that a query gives, once there are any.</summary>
    public Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> QueryAsync(string query) =>
        Eventually.ReadsAsync($"Prometheus has {query}", () => ReadAsync(query), series => series.Count > 0, TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await child.DisposeAsync();
        folder.Dispose();
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> ReadAsync(string query)
    {
        if (child.HasExited) throw new InvalidOperationException($"Prometheus ended:\n{child.Errors}");
        string answer = await pod.GetAsync(Port, $"/api/v1/query?query={Uri.EscapeDataString(query)}");
        if (!answer.StartsWith('{')) return [];
        using JsonDocument document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("data", out JsonElement data)
            ? [.. data.GetProperty("result").EnumerateArray().Select(series => series.GetProperty("metric").EnumerateObject().ToDictionary(label => label.Name, label => label.Value.GetString() ?? ""))]
            : [];
    }
}
