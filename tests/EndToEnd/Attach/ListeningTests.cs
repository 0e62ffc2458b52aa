using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Attach;

/// <summary>Targets that connect to the agent: DOTNET_DiagnosticPorts=PATH,nosuspend.</summary>
public sealed class ListeningTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Port => folder.PathOf("gcwatch.sock");

    [Fact]
    public async Task Many_targets_on_one_port_are_attached_and_each_goes_on_its_own()
    {
        await using AgentProcess agent = await AgentProcess.StartAsync("--listen", Port);
        await using LabProcess first = await ConnectAsync(LabRuntime.Net8);
        await using LabProcess second = await ConnectAsync(LabRuntime.Net9);
        await using LabProcess third = await ConnectAsync(LabRuntime.Net10);
        foreach (LabProcess lab in new[] { first, second, third }) await CollectsAsync(agent, lab);

        await second.QuitAsync();
        await agent.ScrapeUntilAsync("no series of the one that ended", scrape => scrape.Of(second.Label).Samples.Count == 0);

        Assert.Equal(1, (await agent.ScrapeAsync()).Of(first.Label).Value(MetricNames.TargetUp));
        Assert.Equal(1, (await agent.ScrapeAsync()).Of(third.Label).Value(MetricNames.TargetUp));
        await agent.StopAsync();
        Assert.False(File.Exists(Port));
    }

    [Theory]
    [InlineData(LabRuntime.Net8, "*")]
    [InlineData(LabRuntime.Net10, "*")]
    [InlineData(LabRuntime.Net10, "something else")]
    public async Task A_target_that_was_started_suspended_goes_on_at_once_whether_it_is_watched_or_not(LabRuntime runtime, string name)
    {
        await using AgentProcess agent = await AgentProcess.StartAsync("--listen", Port, "--name", name);

        // It only becomes ready if it is resumed.
        await using LabProcess lab = await ConnectAsync(runtime, "");

        if (name == "*") await CollectsAsync(agent, lab);
        else Assert.Empty((await agent.ScrapeAsync()).Of(lab.Label).Samples);
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("TERM")]
    public async Task Targets_come_back_to_an_agent_that_is_started_again(string signal)
    {
        AgentProcess before = await AgentProcess.StartAsync("--listen", Port);
        await using LabProcess lab = await ConnectAsync(LabRuntime.Net10);
        await CollectsAsync(before, lab);
        await before.StopAsync(signal);
        await before.DisposeAsync();

        await using AgentProcess after = await AgentProcess.StartAsync("--listen", Port);

        await CollectsAsync(after, lab);
    }

    [Fact]
    public async Task A_target_may_be_there_before_the_agent()
    {
        await using LabProcess lab = await ConnectAsync(LabRuntime.Net9);
        await using AgentProcess agent = await AgentProcess.StartAsync("--listen", Port);
        await CollectsAsync(agent, lab);
    }

    [Fact]
    public async Task A_target_that_is_found_in_two_ways_is_watched_once()
    {
        await using AgentProcess agent = await AgentProcess.StartAsync("--listen", Port, "--scan", "true", "--include", $"env:GCWATCH_TEST={Port}");
        await using LabProcess lab = await ConnectAsync(LabRuntime.Net10, environment: ("GCWATCH_TEST", Port));
        Scrape scrape = await CollectsAsync(agent, lab);
        Assert.Single(scrape.All(MetricNames.TargetUp));
    }

    [Fact]
    public async Task Another_users_process_may_connect_if_the_mode_lets_it()
    {
        Parts.RequireRoot();
        using OtherUser user = await OtherUser.CreateAsync();
        await OpenToAllAsync();
        await using AgentProcess closed = await AgentProcess.StartAsync("run", "--listen", Port + "1", "--config", Mode("600"));
        await using AgentProcess open = await AgentProcess.StartAsync("run", "--listen", Port, "--config", Mode("666"));
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "collect", "--interval-ms", "100")
        {
            Command = user.Lab,
            Environment = new Dictionary<string, string> { ["DOTNET_DiagnosticPorts"] = $"{Port},nosuspend;{Port}1,nosuspend" },
        });

        await CollectsAsync(open, lab);

        Assert.Empty((await closed.ScrapeAsync()).Of(lab.Label).Samples);
    }

    [Fact]
    public async Task A_socket_that_was_left_behind_is_replaced_and_one_that_is_served_is_not()
    {
        AgentProcess killed = await AgentProcess.StartAsync("--listen", Port);
        await killed.StopAsync("KILL");
        await killed.DisposeAsync();
        Assert.True(File.Exists(Port));
        await using AgentProcess agent = await AgentProcess.StartAsync("--listen", Port);

        FinishedProcess second = await AgentBinary.Managed.RunAsync("--listen", Port, "--metrics-port", "1");

        Assert.Equal(4, second.ExitCode);
        Assert.True(File.Exists(Port));
    }

    [Theory]
    [InlineData("missing/gcwatch.sock", "there is no directory")]
    [InlineData("file", "is not a socket")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "maximum length of 107")]
    public async Task A_path_that_cannot_be_listened_on_is_said_in_one_line(string name, string reason)
    {
        await File.WriteAllTextAsync(folder.PathOf("file"), "mine");
        FinishedProcess finished = await AgentBinary.Managed.RunAsync("--listen", folder.PathOf(name), "--metrics-port", Ports.Free().ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.InRange(finished.ExitCode, 2, 4);
        Assert.Contains(reason, Assert.Single(finished.Errors, line => line.StartsWith("gcwatch:", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(folder.PathOf("file")));
    }

    public void Dispose() => folder.Dispose();

    private static Task<Scrape> CollectsAsync(AgentProcess agent, LabProcess lab) =>
        agent.ScrapeUntilAsync($"collections of {lab.Label}", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);

    private Task<LabProcess> ConnectAsync(LabRuntime runtime, string option = ",nosuspend", params (string, string)[] environment)
    {
        var variables = environment.Append(("DOTNET_DiagnosticPorts", Port + option)).ToDictionary();
        return LabProcess.StartAsync(new LabSettings(runtime, "collect", "--interval-ms", "100") { Environment = variables });
    }

    private string Mode(string mode)
    {
        string file = folder.PathOf($"mode-{mode}.json");
        File.WriteAllText(file, $$"""{ "Targets": { "ListenMode": "{{mode}}" } }""");
        return file;
    }

    private async Task OpenToAllAsync()
    {
        FinishedProcess opened = await ChildProcess.RunAsync(["chmod", "a+rwx", folder.FullName]);
        Assert.Equal(0, opened.ExitCode);
    }
}
