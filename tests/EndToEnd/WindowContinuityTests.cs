using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Quantiles are a service's, not a process's.</summary>
public sealed class WindowContinuityTests
{
    private static readonly (string, string) FiveMinutes = ("window", "5m");
    private static readonly (string, string) Longest = ("q", "1");

    [Fact]
    public async Task A_service_that_is_killed_and_started_again_keeps_its_quantiles_and_begins_its_counters_anew()
    {
        var pod = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "shop", ["POD_NAMESPACE"] = "web", ["POD_NAME"] = $"shop-{Guid.NewGuid():N}" };
        await using AgentProcess agent = await AgentProcess.StartAsync("--name", LabProcess.Name);
        string oldLabel;
        Scrape old;
        await using (LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "collect", "--interval-ms", "100", "--live-mb", "50") { Environment = pod }))
        {
            oldLabel = lab.Label;
            old = (await agent.ScrapeUntilAsync("twenty pauses", scrape => scrape.Of(lab.Label).Sum(MetricNames.PauseCount) >= 20)).Of(lab.Label);
            await lab.Child.SignalAsync("KILL");
            await agent.ScrapeUntilAsync("no series", scrape => scrape.Of(lab.Label).Samples.Count == 0);
        }

        // It allocates nothing: every pause in its windows is the old one's.
        await using LabProcess successor = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Environment = pod });
        Scrape now = (await agent.ScrapeUntilAsync(
            "the old one's pauses", scrape => scrape.Of(successor.Label).All(Quantile, FiveMinutes, Longest).Count == 1)).Of(successor.Label);

        Assert.NotEqual(oldLabel, successor.Label);
        Assert.InRange(now.Value(Quantile, FiveMinutes, Longest), old.Value(Quantile, FiveMinutes, Longest), double.MaxValue);
        Assert.InRange(old.Sum(MetricNames.Collections), 20, double.MaxValue);
        Assert.Equal((0, 0), (now.Sum(MetricNames.Collections), now.Sum(MetricNames.PauseCount)));
        Assert.Equal(0, now.Value(MetricNames.PauseTime));
    }

    [Fact]
    public async Task A_process_of_the_same_name_beside_a_living_one_has_windows_of_its_own()
    {
        var pod = new Dictionary<string, string> { ["OTEL_SERVICE_NAME"] = "shop", ["POD_NAME"] = $"shop-{Guid.NewGuid():N}" };
        await using AgentProcess agent = await AgentProcess.StartAsync("--name", LabProcess.Name);
        await using LabProcess busy = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "collect", "--interval-ms", "100") { Environment = pod });
        await agent.ScrapeUntilAsync("pauses", scrape => scrape.Of(busy.Label).All(Quantile).Count > 0);

        await using LabProcess beside = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Environment = pod });
        Scrape scrape = await agent.ScrapeUntilAsync("a report", scrape => scrape.Of(beside.Label).Sum(MetricCatalog.Events.PrometheusName) > 0);

        Assert.Empty(scrape.Of(beside.Label).All(Quantile));
        Assert.NotEmpty(scrape.Of(busy.Label).All(Quantile));
    }

    private static string Quantile => MetricCatalog.PauseQuantile.PrometheusName;
}
