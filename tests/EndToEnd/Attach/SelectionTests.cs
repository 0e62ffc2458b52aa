using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Attach;

/// <summary>Which processes are watched.</summary>
public sealed class SelectionTests
{
    [Fact]
    public async Task Twelve_processes_of_one_name_are_twelve_targets()
    {
        string mark = $"twelve-{Environment.ProcessId}";
        LabProcess[] labs = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => StartAsync(mark)));
        try
        {
            await using AgentProcess agent = await AgentProcess.StartAsync("--include", $"env:MARK={mark}");
            Scrape scrape = await agent.ScrapeUntilAsync("all twelve", scrape => scrape.All(MetricNames.TargetUp).Count(up => up.Value == 1) == 12);
            Assert.Equal(labs.Select(lab => lab.Label).Order(), scrape.All(MetricNames.TargetUp).Select(up => up.Labels["process"]).Order());
        }
        finally
        {
            foreach (LabProcess lab in labs) await lab.DisposeAsync();
        }
    }

    [Fact]
    public async Task Rules_on_environment_and_command_line_choose_and_an_exclude_rule_wins()
    {
        string mark = $"rules-{Environment.ProcessId}";
        await using LabProcess chosen = await StartAsync(mark);
        await using LabProcess byCommand = await StartAsync("none", $"--interval-ms", "317");
        await using LabProcess excluded = await StartAsync(mark, "--interval-ms", "423");
        await using AgentProcess agent = await AgentProcess.StartAsync("--include", $"env:MARK={mark};cmd:*--interval-ms 317*", "--exclude", "cmd:*--interval-ms 423*");
        await agent.AttachesToAsync(chosen);
        await agent.AttachesToAsync(byCommand);
        Assert.Empty((await agent.ScrapeAsync()).Of(excluded.Label).Samples);
    }

    [Fact]
    public async Task One_fixed_socket_may_come_later_and_is_watched_alone()
    {
        using var folder = new TemporaryFolder();
        string path = folder.PathOf("socket");
        await using AgentProcess agent = await AgentProcess.StartAsync("--socket", path);
        await using LabProcess other = await StartAsync("other");
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "collect", "--interval-ms", "100") { Environment = new Dictionary<string, string> { ["TMPDIR"] = folder.FullName } });
        Assert.Empty((await agent.ScrapeAsync()).All(MetricNames.TargetUp));

        File.CreateSymbolicLink(path, Directory.EnumerateFiles(folder.FullName, "dotnet-diagnostic-*-socket").Single());

        Scrape scrape = await agent.ScrapeUntilAsync("it is attached to", scrape => scrape.Sum(MetricNames.TargetUp) == 1);
        Assert.Equal(lab.Label, Assert.Single(scrape.All(MetricNames.TargetInfo)).Labels["process"]);
        await lab.QuitAsync();
        await agent.ScrapeUntilAsync("it is gone", scrape => scrape.All(MetricNames.TargetUp).Count == 0);
    }

    private static Task<LabProcess> StartAsync(string mark, params string[] options) => LabProcess.StartAsync(
        new LabSettings(LabRuntime.Net10, ["collect", .. options]) { Environment = new Dictionary<string, string> { ["MARK"] = mark } });
}
