using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Silence is a signal, and says why: the target is stopped, or throttled, or it was the agent that did not run.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task A_stopped_target_is_told_as_such_and_heard_again_when_it_goes_on(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "collect", "--interval-ms", "100");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await InStateAsync(agent, "receiving");

        await lab.Child.SignalAsync("STOP");
        Scrape stopped = await InStateAsync(agent, "stopped");
        Assert.Equal(1, stopped.Sum("gcwatch_target_session_state"));
        Assert.Equal(1, stopped.Value(MetricNames.TargetUp));
        await lab.Child.SignalAsync("CONT");
        Scrape again = await InStateAsync(agent, "receiving");
        await agent.ScrapeUntilAsync("more collections", scrape => scrape.Sum(MetricNames.Collections) > again.Sum(MetricNames.Collections));

        Assert.Contains(agent.Child.Errors.All, line => line.Contains("stopped", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_target_out_of_processor_quota_is_told_as_throttled()
    {
        Parts.RequireRoot();
        using CpuCgroup quota = CpuCgroup.Create();
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await InStateAsync(agent, "receiving");

        quota.Add(lab.Pid);
        quota.Limit(TimeSpan.FromMilliseconds(1));
        await InStateAsync(agent, "throttled");
        quota.Lift();

        await InStateAsync(agent, "receiving");
    }

    [Fact]
    public async Task An_agent_that_did_not_run_says_so_and_does_not_blame_the_collector()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "collect", "--interval-ms", "50");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        Scrape before = await InStateAsync(agent, "receiving");

        await agent.Child.SignalAsync("STOP");
        await Eventually.HoldsAsync("it is stopped", () => ProcessTable.State(agent.Child.Pid) == 'T');
        long stopped = Stopwatch.GetTimestamp();
        await Eventually.HoldsAsync("it has stood still for two seconds", () => Stopwatch.GetElapsedTime(stopped) > TimeSpan.FromSeconds(2));
        await agent.Child.SignalAsync("CONT");

        Scrape after = await agent.ScrapeUntilAsync("the stall is told", scrape => scrape.Value("gcwatch_agent_stall_seconds_total") > before.Value("gcwatch_agent_stall_seconds_total") + 1.5);
        after = await agent.ScrapeUntilAsync("pauses meanwhile are told apart", scrape => scrape.Sum("gcwatch_gc_pauses_during_stall_total") > 5);
        Assert.Equal(0, after.Value("gcwatch_gc_number_gaps_total"));
        Assert.InRange(after.Sum("gcwatch_gc_pauses_during_stall_total"), 6, after.Sum(MetricNames.PauseCount) - 1);
    }

    private static Task<Scrape> InStateAsync(AgentProcess agent, string state) => agent.ScrapeUntilAsync(
        $"state {state}", scrape => scrape.Sum("gcwatch_target_session_state", ("state", state)) == 1, TimeSpan.FromSeconds(30));
}
