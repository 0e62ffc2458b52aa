using System.Text.Json;
using GcWatch.Agent;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.OnDemand;

/// <summary>The ArrayPools of a live process.</summary>
public sealed class PoolTests
{
    /// <summary>
    /// 100,000 rents in turn, 16 at once from a pool that keeps 8, 5 that are too long for it, 3 that stay out. The counters that the agent has the runtime send
    /// rent some 28 arrays a second themselves, and return them.
    /// </summary>
    [Fact]
    public async Task An_agent_that_counts_the_turnover_of_pools_agrees_with_what_a_process_rented()
    {
        const int Rents = 100_024;
        const int Beside = 28 * 60;
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "lending", "--in-turn", "100000", "--room", "8", "--too-long", "5", "--kept", "3");
        int before = EventThreads.Of(lab);
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, new Dictionary<string, string> { ["GCWATCH_POOLS__MODE"] = "Turnover" }, "--pid", lab.PidText);
        await agent.ServesAsync();
        await Eventually.HoldsAsync("both sessions are open", () => EventThreads.Of(lab) >= before + 2);
        await lab.GoOnAsync();

        Scrape scrape = await agent.ScrapeUntilAsync("all is counted, and three are out", scrape =>
            scrape.Sum("gcwatch_pool_rented_total") >= Rents && scrape.Sum("gcwatch_pool_rented_total") - scrape.Sum("gcwatch_pool_returned_total") == 3);

        Assert.InRange(scrape.Value("gcwatch_pool_rented_total"), Rents, Rents + Beside);
        Assert.Equal((8, 5), (Missed("exhausted"), Missed("too_long")));
        Assert.InRange(Missed("filling"), 8, 100);
        Assert.Equal(8 + 5, scrape.Value("gcwatch_pool_dropped_total"));
        Assert.Equal(0, scrape.Value("gcwatch_pool_events_lost_total"));

        double Missed(string reason) => scrape.Value("gcwatch_pool_missed_total", ("reason", reason));
    }

    [Theory]
    [InlineData("pool-leak-bad", "rented, never returned")]
    [InlineData("pool-overflow-bad", "pool misses because buckets overflow")]
    [InlineData("pool-leak-repaired", null)]
    public async Task What_is_wrong_with_a_pool_is_named_and_nothing_where_nothing_is(string scenario, string? finding)
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, scenario, "--pace", "1000");

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("pools", "--pid", lab.PidText, "--seconds", "2", "--stacks", "--format", "json");

        Assert.True(finished.ExitCode == ExitCode.Done, finished.ErrorText);
        JsonElement report = JsonDocument.Parse(finished.OutputText).RootElement;
        Assert.True(report.GetProperty("enoughData").GetBoolean());
        IEnumerable<string?> found = report.GetProperty("findings").EnumerateArray().Select(item => item.GetProperty("finding").GetString());
        Assert.Equal(finding is null ? [] : [finding], found);
        if (scenario != "pool-leak-bad") return;
        Assert.EndsWith("Forgetting.Operate", report.GetProperty("buckets")[0].GetProperty("rentedIn")[0].GetProperty("method").GetString(), StringComparison.Ordinal);
    }
}
