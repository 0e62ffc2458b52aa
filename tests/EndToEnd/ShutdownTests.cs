using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>How the agent ends, and what it leaves behind in the target: nothing.</summary>
public sealed class ShutdownTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(LabRuntime.Net8, "TERM")]
    [InlineData(LabRuntime.Net9, "INT")]
    [InlineData(LabRuntime.Net10, "TERM")]
    [InlineData(LabRuntime.Net10, "INT")]
    public async Task A_signal_ends_the_agent_in_time_and_its_session_in_the_target(LabRuntime runtime, string signal)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "allocate");
        await using AgentProcess agent = await AgentProcess.StartAsync(WithSignals(), "--pid", lab.PidText);
        await agent.ScrapeUntilAsync("a collection", scrape => scrape.Sum(MetricNames.Collections) > 0);

        FinishedProcess finished = await agent.StopAsync(signal);

        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, Limit);
        AssertNoTrace(finished);
        Assert.Equal(FreeSessions.Most, await FreeSessions.CountAsync(lab.Pid));
        Assert.False(lab.Child.HasExited);
    }

    [Fact]
    public async Task An_open_session_would_be_noticed()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.AttachesToAsync(lab);

        Assert.Equal(FreeSessions.Most - 1, await FreeSessions.CountAsync(lab.Pid));
    }

    [Fact]
    public async Task A_killed_agent_leaves_no_session_in_an_idle_target()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.AttachesToAsync(lab);

        await agent.StopAsync("KILL");

        await Eventually.ReadsAsync("all sessions free", () => FreeSessions.CountAsync(lab.Pid), free => free == FreeSessions.Most);
    }

    [Fact]
    public async Task A_target_that_stands_still_does_not_keep_the_agent()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.AttachesToAsync(lab);
        await lab.Child.SignalAsync("STOP");

        FinishedProcess finished = await agent.StopAsync();

        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, Limit);
        AssertNoTrace(finished);
    }

    [Fact]
    public async Task A_signal_while_attaching_ends_the_agent_as_well()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await lab.Child.SignalAsync("STOP");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        FinishedProcess finished = await agent.StopAsync();

        AssertNoTrace(finished);
        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, Limit);
    }

    /// <summary>A shell may have told its background jobs to ignore SIGINT, which children inherit.</summary>
    private static AgentBinary WithSignals() => AgentBinary.Managed.After("env", "--default-signal=INT,TERM");

    private static void AssertNoTrace(FinishedProcess finished) =>
        Assert.DoesNotContain(finished.Errors, line => line.StartsWith("   at ", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal));
}
