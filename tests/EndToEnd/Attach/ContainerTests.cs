using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Attach;

/// <summary>Processes in pid namespaces of their own, as in the containers of a pod: every one is pid 1 there.</summary>
public sealed class ContainerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task A_process_with_its_own_pids_and_files_is_found_through_proc()
    {
        await using LabProcess lab = await StartAsync(Namespaces.OwnPidsAndFiles(folder.FullName), LabRuntime.Net10);
        await using LabProcess other = await StartAsync(Namespaces.OwnPidsAndFiles(folder.FullName), LabRuntime.Net8);
        await using AgentProcess agent = await AgentProcess.StartAsync("--include", Mine);

        Scrape scrape = await agent.ScrapeUntilAsync("both", scrape => Collecting(scrape) == 2);

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.FullName));

        // They are seen from here under the pids that they have here.
        Assert.DoesNotContain(scrape.All(MetricNames.TargetInfo), sample => sample.Labels["pid"] == "1");
        Assert.Equal(2, scrape.All(MetricNames.TargetInfo).Select(sample => sample.Labels["process"]).Distinct().Count());
    }

    [Fact]
    public async Task A_process_with_another_directory_for_temporary_files_is_found_as_well()
    {
        await using LabProcess lab = await StartAsync(["env", $"TMPDIR={folder.FullName}"], LabRuntime.Net9);
        await using AgentProcess agent = await AgentProcess.StartAsync("--include", Mine);
        await agent.ScrapeUntilAsync("its collections", scrape => Collecting(scrape) == 1);
    }

    [Fact]
    public async Task Several_that_are_all_pid_1_and_out_of_sight_are_told_apart_when_they_connect()
    {
        string port = folder.PathOf("port");
        await using AgentProcess agent = await AgentProcess.StartAsync(AgentBinary.Managed.After([.. Namespaces.OwnPids()]), "--listen", port);
        await using LabProcess first = await StartAsync(Namespaces.OwnPids(), LabRuntime.Net10, ("DOTNET_DiagnosticPorts", $"{port},nosuspend"));
        await using LabProcess second = await StartAsync(Namespaces.OwnPids(), LabRuntime.Net10, ("DOTNET_DiagnosticPorts", $"{port},nosuspend"));
        await AreTwoAsync(agent);

        await second.QuitAsync();
        await agent.ScrapeUntilAsync("only one is left", scrape => scrape.All(MetricNames.TargetUp).Count == 1);
    }

    [Fact]
    public async Task Several_that_are_all_pid_1_and_out_of_sight_are_told_apart_by_their_sockets()
    {
        (string, string) tmp = ("TMPDIR", folder.FullName);
        await using LabProcess first = await StartAsync(Namespaces.OwnPids(), LabRuntime.Net10, tmp);
        await using LabProcess second = await StartAsync(Namespaces.OwnPids(), LabRuntime.Net8, tmp);
        AgentBinary alone = AgentBinary.Managed.After([.. Namespaces.OwnPids(), "env", $"TMPDIR={folder.FullName}"]);
        await using AgentProcess agent = await AgentProcess.StartAsync(alone, "--include", Mine);
        await AreTwoAsync(agent);

        await second.Child.SignalAsync("KILL");
        await agent.ScrapeUntilAsync("only one is left", scrape => scrape.All(MetricNames.TargetUp).Count == 1);
    }

    public void Dispose() => folder.Dispose();

    private string Mine => $"env:LAB_OF_TEST={folder.FullName}";

    private static int Collecting(Scrape scrape) =>
        scrape.All(MetricNames.TargetInfo).Count(target => scrape.Of(target.Labels["process"]).Sum(MetricNames.Collections) > 0);

    private static async Task AreTwoAsync(AgentProcess agent)
    {
        Scrape scrape = await agent.ScrapeUntilAsync("two that collect", scrape => Collecting(scrape) == 2);
        string[] processes = [.. scrape.All(MetricNames.TargetInfo).Select(sample => sample.Labels["process"]).Order()];
        Assert.Equal("GcWatch.Lab-1", processes[0]);
        Assert.StartsWith("GcWatch.Lab-1-", processes[1], StringComparison.Ordinal);
        Assert.All(scrape.All(MetricNames.TargetInfo), sample => Assert.Equal("1", sample.Labels["pid"]));
    }

    private Task<LabProcess> StartAsync(IReadOnlyList<string> prefix, LabRuntime runtime, params (string, string)[] environment)
    {
        var variables = environment.Append(("LAB_OF_TEST", folder.FullName)).ToDictionary();
        return LabProcess.StartAsync(new LabSettings(runtime, "collect", "--interval-ms", "100") { Prefix = prefix, Environment = variables });
    }
}
