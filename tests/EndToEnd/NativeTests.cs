using System.Diagnostics.Tracing;
using System.Globalization;
using GcWatch.Agent;
using GcWatch.TestKit;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd;

/// <summary>The published form, a native binary, does what the managed agent does.</summary>
public sealed class NativeTests
{
    private const long MostBytes = 19_000_000;

    private static AgentBinary Native => AgentBinary.Native;

    [Fact]
    public void The_binary_is_small() => Assert.InRange(new FileInfo(Native.Command[0]).Length, 1, MostBytes);

    [Fact]
    public async Task It_says_the_same_of_itself()
    {
        FinishedProcess native = await Native.RunAsync("--help");
        FinishedProcess managed = await AgentBinary.Managed.RunAsync("--help");

        Assert.Equal(0, native.ExitCode);
        Assert.Contains("--metrics-port", native.OutputText, StringComparison.Ordinal);
        Assert.Equal(managed.OutputText, native.OutputText);
    }

    [Fact]
    public async Task It_lists_processes()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");

        FinishedProcess ps = await Native.RunAsync("ps");

        Assert.Equal(0, ps.ExitCode);
        Assert.Contains(ps.Output, line => line.StartsWith($"{lab.PidText} ", StringComparison.Ordinal) && line.Contains(LabProcess.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("text")]
    [InlineData("prometheus")]
    public async Task It_replays_a_trace_exactly_as_the_managed_agent_does(string format)
    {
        using var folder = new TemporaryFolder();
        string trace = folder.PathOf("lab.nettrace");
        await using (LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "collect", "--interval-ms", "20")) await RecordAsync(lab.Pid, trace);

        FinishedProcess native = await Native.RunAsync("replay", trace, "--format", format);
        FinishedProcess managed = await AgentBinary.Managed.RunAsync("replay", trace, "--format", format);

        Assert.Equal((0, ""), (native.ExitCode, native.ErrorText));
        Assert.InRange(native.OutputText.Length, 300, int.MaxValue);
        Assert.Equal(managed.OutputText, native.OutputText);
    }

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net10)]
    public async Task It_serves_the_same_series_as_the_managed_agent_and_ends_on_a_signal(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "collect", "--interval-ms", "200");
        await using AgentProcess managed = await AgentProcess.StartAsync("--pid", lab.PidText);
        await managed.ScrapeUntilAsync("collections and allocations", IsComplete);
        await using AgentProcess native = await AgentProcess.StartAsync(Native, "--pid", lab.PidText);
        await native.ScrapeUntilAsync("collections and allocations", IsComplete);

        await Eventually.ReadsAsync("the same series", () => DifferenceAsync(managed, native), names => names.Length == 0, TimeSpan.FromSeconds(30));
        FinishedProcess finished = await native.StopAsync();

        Assert.Equal(0, finished.ExitCode);
        Assert.InRange(finished.Took, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    /// <summary>The native agent is itself a native process without event support.</summary>
    [Fact]
    public async Task A_native_process_is_watched_if_it_has_event_support_and_else_the_reason_is_said()
    {
        await using LabProcess open = await LabProcess.StartAsync(
            new LabSettings(LabRuntime.Net10, "collect", "--interval-ms", "100") { Command = LabRuntimes.NativeCommand });
        await using AgentProcess closed = AgentProcess.Launch(Native, null, "--name", "none");
        await closed.ServesAsync();
        await using AgentProcess watching = await AgentProcess.StartAsync("--pid", open.PidText);
        await using AgentProcess refused = AgentProcess.Launch(AgentBinary.Managed, null, "--pid", PidOf(closed));

        await watching.ScrapeUntilAsync(
            "attached and counting",
            scrape => scrape.Sum(MetricNames.TargetUp) == 1 && scrape.Sum(MetricNames.Allocated) > 0 && scrape.Sum(MetricNames.Collections) > 3);
        FinishedProcess finished = await refused.Child.FinishAsync();

        Assert.Equal(ExitCode.CannotAttach, finished.ExitCode);
        Assert.Contains("is native AOT and offers no diagnostic socket: publish it with <EventSourceSupport>true", finished.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_clearly_that_the_demo_workload_is_no_part_of_it()
    {
        FinishedProcess demo = await Native.RunAsync("demo");

        Assert.Equal(ExitCode.BadInput, demo.ExitCode);
        Assert.StartsWith("gcwatch: the demo workload is not part of the published binary", Assert.Single(demo.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_faults_are_one_line_too()
    {
        FinishedProcess wrong = await Native.RunAsync("--metrics-port", "70000");

        Assert.Equal(ExitCode.Usage, wrong.ExitCode);
        Assert.Equal("gcwatch: Metrics.Port must be between 1 and 65535", Assert.Single(wrong.Errors));
    }

    private static string PidOf(AgentProcess agent) => agent.Child.Pid.ToString(CultureInfo.InvariantCulture);

    private static bool IsComplete(Scrape scrape) =>
        scrape.Sum(MetricNames.Collections) > 0 && scrape.Sum(MetricNames.Allocated) > 0 && scrape.All("gcwatch_gc_live_heap_bytes").Count > 0;

    /// <summary>Series without those whose being there depends on chance: a suspension for another reason, and what is judged at the turn of a minute.</summary>
    private static HashSet<string> Names(Scrape scrape) => [.. scrape.Samples.Select(sample => sample.Name).Where(name => name != MetricNames.OtherSuspensions && !name.StartsWith("gcwatch_baseline_", StringComparison.Ordinal))];

    /// <summary>What only one of them serves at the moment: each series comes when its first figure does.</summary>
    private static async Task<string> DifferenceAsync(AgentProcess one, AgentProcess other)
    {
        HashSet<string> names = Names(await one.ScrapeAsync());
        names.SymmetricExceptWith(Names(await other.ScrapeAsync()));
        return string.Join(' ', names);
    }

    /// <summary>A second of GC events, as any other tool would record them.</summary>
    private static async Task RecordAsync(int pid, string path)
    {
        var client = new DiagnosticsClient(pid);
        EventPipeProvider[] providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 1)];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using EventPipeSession session = await client.StartEventPipeSessionAsync(providers, false, 16, patience.Token);
        await Task.WhenAll(CopyAsync(session.EventStream, path, patience.Token), StopWhenFullAsync(session, path, patience.Token));
    }

    private static async Task CopyAsync(Stream stream, string path, CancellationToken patience)
    {
        await using FileStream file = File.Create(path);
        await stream.CopyToAsync(file, patience);
    }

    private static async Task StopWhenFullAsync(EventPipeSession session, string path, CancellationToken patience)
    {
        const int Enough = 50_000;
        await Eventually.HoldsAsync("some tens of collections", () => File.Exists(path) && new FileInfo(path).Length > Enough);
        await session.StopAsync(patience);
    }
}
