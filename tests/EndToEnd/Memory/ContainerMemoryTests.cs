using System.Globalization;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Memory;

/// <summary>A target in a memory cgroup of the kernel's.</summary>
public sealed class ContainerMemoryTests
{
    private const long LimitBytes = 400_000_000;

    private static readonly string WorkingSet = MemoryMetrics.WorkingSet.PrometheusName;
    private static readonly string Limit = MemoryMetrics.Limit.PrometheusName;
    private static readonly string Native = MemoryMetrics.Native.PrometheusName;
    private static readonly string Kills = MemoryMetrics.Kills.PrometheusName;

    private static readonly Dictionary<string, string> EachSecond = new() { ["GCWATCH_MEMORY__INTERVAL"] = "00:00:01" };

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task The_working_set_and_the_limit_are_the_kernels_own(LabRuntime runtime)
    {
        using MemoryCgroup cgroup = MemoryCgroup.Create(LimitBytes);
        await using LabProcess lab = await StartAsync(cgroup, runtime, "native", "--mb-per-second", "100", "--most-mb", "100");
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, EachSecond, "--pid", lab.PidText);
        await agent.ServesAsync();

        await agent.ScrapeUntilAsync("all of the native memory", scrape => scrape.Sum(Native) > 100_000_000);
        await agent.ScrapeUntilAsync(
            "a working set within 5 % of the kernel's",
            scrape => Math.Abs(scrape.Sum(WorkingSet, ("source", "cgroup")) - cgroup.WorkingSetBytes) < 0.05 * cgroup.WorkingSetBytes);
        Scrape scrape = await agent.ScrapeUntilAsync("the runtime's own figure", scrape => scrape.Sum(WorkingSet, ("source", "runtime")) > 100_000_000);

        Assert.Equal(cgroup.LimitBytes, scrape.Value(Limit));
        Assert.Equal(0, scrape.Value(Kills));
        Assert.InRange(scrape.Value(Native), 100_000_000, 220_000_000);
        Assert.Equal(2, scrape.All(MemoryMetrics.Pressure.PrometheusName).Count);
    }

    [Fact]
    public async Task A_kill_in_the_container_is_counted()
    {
        using MemoryCgroup cgroup = MemoryCgroup.Create(LimitBytes);
        await using LabProcess lab = await StartAsync(cgroup, LabRuntime.Net10, "native", "--most-mb", "0");
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, EachSecond, "--pid", lab.PidText);
        await agent.ServesAsync();
        Scrape before = await agent.ScrapeUntilAsync("its memory", scrape => scrape.All(Kills).Count == 1);

        FinishedProcess hog = await ChildProcess.RunAsync(cgroup.Hog);
        Scrape after = await agent.ScrapeUntilAsync("the kill", scrape => scrape.Sum(Kills) > 0);

        Assert.Equal(137, hog.ExitCode);
        Assert.Equal((0, 1, 1), (before.Value(Kills), after.Value(Kills), cgroup.Kills));
    }

    /// <summary>The container's memory is that of a whole session here: what is judged is the process's own.</summary>
    [Fact]
    public async Task A_group_that_strangers_share_is_shown_and_not_judged()
    {
        using MemoryCgroup cgroup = MemoryCgroup.Create(LimitBytes);
        await using LabProcess stranger = await StartAsync(cgroup, LabRuntime.Net10, "native", "--mb-per-second", "200", "--most-mb", "200");
        await using LabProcess lab = await StartAsync(cgroup, LabRuntime.Net10, "native", "--most-mb", "0");
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, EachSecond, "--pid", lab.PidText);
        await agent.ServesAsync();

        Scrape scrape = await agent.ScrapeUntilAsync(
            "both figures", scrape => scrape.Sum(WorkingSet, ("source", "cgroup")) > 200_000_000 && scrape.Sum(Native) > 0);

        Assert.InRange(scrape.Value(Native), 1, scrape.Value(WorkingSet, ("source", "runtime")));
        Assert.InRange(scrape.Value(WorkingSet, ("source", "runtime")), 20_000_000, 199_000_000);
    }

    [Fact]
    public async Task A_sidecar_that_sees_nothing_of_the_container_has_the_runtimes_figure_and_the_limit_it_was_told()
    {
        using MemoryCgroup cgroup = MemoryCgroup.Create(LimitBytes);
        using var folder = new TemporaryFolder();
        string port = folder.PathOf("gcwatch.sock");
        var told = new Dictionary<string, string>(EachSecond) { ["GCWATCH_MEMORY__LIMITBYTES"] = LimitBytes.ToString(CultureInfo.InvariantCulture) };
        await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed.After([.. Namespaces.OwnPids()]), told, "--listen", port);
        await agent.ServesAsync();
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "native", "--most-mb", "0")
        {
            Prefix = [.. cgroup.Prefix, .. Namespaces.OwnPids()],
            Environment = new Dictionary<string, string> { ["DOTNET_DiagnosticPorts"] = $"{port},nosuspend" },
        });

        Scrape scrape = await agent.ScrapeUntilAsync("its memory", scrape => scrape.Sum(Native) > 0);

        Assert.Equal("runtime", Assert.Single(scrape.All(WorkingSet)).Labels["source"]);
        Assert.Equal(LimitBytes, scrape.Value(Limit));
        Assert.Empty(scrape.All(Kills));
        Assert.Empty(scrape.All(MemoryMetrics.Pressure.PrometheusName));
    }

    private static Task<LabProcess> StartAsync(MemoryCgroup cgroup, LabRuntime runtime, params string[] arguments) =>
        LabProcess.StartAsync(new LabSettings(runtime, arguments) { Prefix = cgroup.Prefix });
}
