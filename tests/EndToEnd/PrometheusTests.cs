using System.Globalization;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>The metrics as Prometheus itself sees them.</summary>
public sealed class PrometheusTests
{
    /// <summary>These grow with time even where nothing happens.</summary>
    private static readonly string[] Ages = [MetricCatalog.LastEventAge.PrometheusName, MetricCatalog.Gen2Age.PrometheusName, MetricCatalog.Suspended.PrometheusName];

    [Fact]
    public async Task What_Prometheus_stores_is_what_the_agent_serves()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "collect", "--interval-ms", "100");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await using PrometheusServer prometheus = await PrometheusServer.StartAsync(agent.MetricsUrl);
        await agent.ScrapeUntilAsync("collections", scrape => scrape.Sum(MetricNames.Collections) >= 10 && scrape.Sum(MetricNames.Allocated) > 0);

        // A target that stands still has figures that do too.
        await lab.Child.SignalAsync("STOP");
        await Eventually.ReadsAsync("Prometheus has the same", () => DifferencesAsync(agent, prometheus), differences => differences.Length == 0);

        Assert.Equal(1, Assert.Single(await prometheus.QueryAsync("""up{job="gcwatch"}""")).Value);
        Sample sum = Assert.Single(await prometheus.QueryAsync($"sum({MetricNames.Collections}) > 0"));
        Assert.Equal((await agent.ScrapeAsync()).Sum(MetricNames.Collections), sum.Value);
    }

    [Fact]
    public async Task A_live_scrape_passes_promtool()
    {
        string promtool = Parts.Require("promtool");
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "suspensions", "--per-second", "500");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        Scrape scrape = await agent.ScrapeUntilAsync(
            "everything", scrape => scrape.Sum(MetricNames.Collections) > 0 && scrape.Sum(MetricNames.Allocated) > 0 && scrape.Sum(MetricNames.OtherSuspensions) > 0);

        FinishedProcess good = await CheckAsync(promtool, scrape.Text);
        FinishedProcess bad = await CheckAsync(promtool, scrape.Text.Replace("_seconds_total", "_milliseconds", StringComparison.Ordinal));

        Assert.Equal((0, "", ""), (good.ExitCode, good.OutputText, good.ErrorText));
        Assert.NotEqual(0, bad.ExitCode);
    }

    private static async Task<FinishedProcess> CheckAsync(string promtool, string text)
    {
        await using ChildProcess child = ChildProcess.Start([promtool, "check", "metrics"]);
        await child.Input.WriteAsync(text);
        child.Input.Close();
        return await child.FinishAsync();
    }

    /// <summary>One line for each series and value that only one of the two has.</summary>
    private static async Task<string> DifferencesAsync(AgentProcess agent, PrometheusServer prometheus)
    {
        HashSet<string> stored = [.. (await prometheus.QueryAsync("""{agent="gcwatch"}""")).Where(IsSteady).Select(Describe)];
        HashSet<string> served = [.. (await agent.ScrapeOpenMetricsAsync()).Samples.Where(IsSteady).Select(Describe)];
        if (served.Count == 0) return "nothing is served";
        stored.SymmetricExceptWith(served);
        return string.Join('\n', stored.Order(StringComparer.Ordinal));
    }

    /// <summary>What is said of the target, less what grows by itself: the agent never stands still.</summary>
    private static bool IsSteady(Sample sample) => sample.Labels.ContainsKey("process") && !Ages.Contains(sample.Name);

    /// <summary>A series and its value; Prometheus adds three labels and drops empty ones.</summary>
    private static string Describe(Sample sample)
    {
        IEnumerable<string> labels = sample.Labels
            .Where(label => label.Key is not ("__name__" or "job" or "instance") && label.Value.Length > 0)
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"{label.Key}={label.Value}");
        return string.Create(CultureInfo.InvariantCulture, $"{sample.Name} {string.Join(',', labels)} {sample.Value:R}");
    }
}
