using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Targets come, go and come again.</summary>
public sealed class TargetLifeTests
{
    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task When_the_target_ends_all_its_series_are_gone_and_the_agent_stays(LabRuntime runtime, bool isKilled)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "allocate");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        await agent.ScrapeUntilAsync("a collection", scrape => scrape.Sum(MetricNames.Collections) > 0);

        if (isKilled) await lab.Child.SignalAsync("KILL");
        else await lab.QuitAsync();

        await agent.ScrapeUntilAsync("no series", scrape => scrape.Of(lab.Label).Samples.Count == 0);
        Assert.False(agent.Child.HasExited);
    }

    [Fact]
    public async Task Without_a_selector_a_process_is_found_whenever_it_starts_and_build_tools_are_left_alone()
    {
        // As a user of its own, where that can be had, so that the agent sees nothing else on this machine.
        using OtherUser? user = OtherUser.CanBecome ? await OtherUser.CreateAsync() : null;
        await using ChildProcess compiler = StartCompilerServer(user?.Prefix ?? []);
        await using AgentProcess agent = await AgentProcess.StartAsync(user?.Agent ?? AgentBinary.Managed);

        for (int round = 0; round < 2; round++)
        {
            await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "allocate") { Command = user?.Lab });
            await agent.ScrapeUntilAsync("collections", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);
            await lab.QuitAsync();
            await agent.ScrapeUntilAsync("no series", scrape => scrape.Of(lab.Label).Samples.Count == 0);
        }

        Assert.Empty((await agent.ScrapeAsync()).Of($"VBCSCompiler-{compiler.Pid}").Samples);
    }

    [Fact]
    public async Task A_name_selects_even_a_build_tool_and_nothing_else()
    {
        await using ChildProcess compiler = StartCompilerServer([]);
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate");
        await using AgentProcess compilers = await AgentProcess.StartAsync("--name", "VBCS*");
        await using AgentProcess labs = await AgentProcess.StartAsync("--name", "GcWatch.L?b");

        await compilers.ScrapeUntilAsync("the compiler", scrape => scrape.Of($"VBCSCompiler-{compiler.Pid}").Sum(MetricNames.TargetUp) == 1);
        await labs.AttachesToAsync(lab);

        Assert.Empty((await compilers.ScrapeAsync()).Of(lab.Label).Samples);
        Assert.Empty((await labs.ScrapeAsync()).Of($"VBCSCompiler-{compiler.Pid}").Samples);
    }

    /// <summary>The SDK's own compiler server, which waits for work until it is ended.</summary>
    private static ChildProcess StartCompilerServer(IReadOnlyList<string> prefix)
    {
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "";
        string sdks = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "sdk"));
        string server = Directory.EnumerateFiles(sdks, "VBCSCompiler.dll", SearchOption.AllDirectories).First();
        return ChildProcess.Start([.. prefix, "dotnet", server, $"-pipename:gcwatch-test-{Guid.NewGuid():N}"]);
    }
}
