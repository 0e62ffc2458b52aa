using GcWatch.Analysis.Baselines;
using GcWatch.TestKit;
using GcWatch.TestKit.Histories;

namespace GcWatch.EndToEnd.Baselines;

/// <summary>What a server has recorded is what is usual for a service that this agent has never seen.</summary>
[Collection(nameof(Waiting))]
public sealed class HistoryTests
{
    private const int Days = 30;
    private const double UsualRate = 50e6;

    [Fact]
    public async Task A_new_agent_knows_a_service_as_long_as_the_server_has_recorded_it()
    {
        await using HistoryServer server = await HistoryServer.PrometheusAsync(Month(TimeProvider.System.GetUtcNow()));
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await StartAsync(server.Url, lab);

        Scrape scrape = await agent.ScrapeUntilAsync(
            "the recorded hours are judged by", scrape => scrape.Of(lab.Label).All("gcwatch_baseline_center", ("signal", "allocation_rate")).Count > 0, TimeSpan.FromMinutes(3));

        Assert.Equal((double)BaselineState.Full, scrape.Of(lab.Label).Value("gcwatch_baseline_state"));
        Assert.InRange(scrape.Of(lab.Label).Value("gcwatch_baseline_center", ("signal", "allocation_rate")), UsualRate * 0.9, UsualRate * 1.1);
        Assert.Equal(0, scrape.Value("gcwatch_baseline_history_failures_total"));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_counted_and_the_agent_works()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await StartAsync(new Uri($"http://127.0.0.1:{Ports.Free()}/"), lab);

        await agent.AttachesToAsync(lab);
        await agent.ScrapeUntilAsync("the failure is counted", scrape => scrape.Sum("gcwatch_baseline_history_failures_total") >= 1, TimeSpan.FromSeconds(30));

        Assert.Equal(0, (await agent.StopAsync()).ExitCode);
    }

    private static async Task<AgentProcess> StartAsync(Uri server, LabProcess lab)
    {
        var variables = new Dictionary<string, string> { ["GCWATCH_HISTORY__URL"] = server.ToString() };
        AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, variables, "--pid", lab.PidText);
        await agent.ServesAsync();
        return agent;
    }

    /// <summary>Thirty days of an allocation rate that swings by a tenth with the hour of the day.</summary>
    private static IEnumerable<StoredSeries> Month(DateTimeOffset now)
    {
        long last = now.ToUnixTimeSeconds() / 3600;
        foreach ((string quartile, double factor) in new[] { ("q25", 0.97), ("q50", 1), ("q75", 1.03) })
        {
            yield return new StoredSeries(
                $"gcwatch:history:{quartile}",
                $"namespace=\"\",service=\"{LabProcess.Name}\",env=\"\",signal=\"allocation_rate\"",
                [.. Enumerable.Range(0, Days * 24).Select(i => last - (Days * 24) + i).Select(hour => (DateTimeOffset.FromUnixTimeSeconds(hour * 3600), UsualRate * factor * (1 + (0.05 * Math.Sin(hour * Math.PI / 12)))))]);
        }
    }
}
