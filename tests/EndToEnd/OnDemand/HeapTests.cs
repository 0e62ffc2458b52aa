using System.Text.Json;
using GcWatch.Agent;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.OnDemand;

/// <summary>The heap of a live process, by type.</summary>
public sealed class HeapTests
{
    [Fact]
    public async Task The_listener_that_an_event_holds_is_the_most_likely_leak_with_the_event_as_its_root()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "event-leak", "--fault-after", "0", "--leak-kb-per-second", "2000");

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("heap", "--pid", lab.PidText, "--watch", "2", "--paths", "--format", "json");

        Assert.True(finished.ExitCode == ExitCode.Done, finished.ErrorText);
        JsonElement report = JsonDocument.Parse(finished.OutputText).RootElement;
        Assert.Equal("Listener", report.GetProperty("growth").GetProperty("suspects")[0].GetProperty("type").GetString());
        JsonElement path = report.GetProperty("held")[0].GetProperty("paths")[0];
        Assert.Equal("static field Changed", path.GetProperty("root").GetString());
        Assert.Equal(
            ["System.EventHandler", "System.Object[]", "System.EventHandler", "Listener"],
            path.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("type").GetString()));
        Assert.All(report.GetProperty("walks").EnumerateArray(), walk => Assert.InRange(walk.GetProperty("pauseSeconds").GetDouble(), 0.0001, 20));
        Assert.Contains("it will stand still for", finished.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_census_that_did_not_fit_the_buffer_is_refused()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "collect", "--live-mb", "60");
        await Eventually.HoldsAsync("the heap is built", () => ProcessFootprint.Of(lab.Pid).ResidentBytes > 90_000_000);

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("heap", "--pid", lab.PidText, "--buffer-mb", "1");

        Assert.Equal(ExitCode.BadInput, finished.ExitCode);
        Assert.Contains("the census is not whole and is thrown away", finished.ErrorText, StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }

    [Fact]
    public async Task A_process_that_would_stand_still_for_long_is_left_alone_unless_that_is_agreed_to()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "allocate", "--retain-mb", "260", "--mb-per-second", "1");
        await Eventually.HoldsAsync("the heap is built", () => ProcessFootprint.Of(lab.Pid).ResidentBytes > 280_000_000, TimeSpan.FromSeconds(30));

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("heap", "--pid", lab.PidText);

        Assert.Equal(ExitCode.Usage, finished.ExitCode);
        Assert.Contains("if that may be, add --yes", finished.Errors[^1], StringComparison.Ordinal);
        Assert.Empty(finished.Output);
    }

    [Fact]
    public async Task One_heap_is_walked_by_one_at_a_time()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        ProbeResult probe = await TargetProbe.ProbeAsync(lab.Pid, CancellationToken.None);
        Assert.NotNull(probe.Target);
        using TargetLock? held = TargetLock.TryTake(probe.Target, "heap");
        Assert.NotNull(held);

        FinishedProcess finished = await AgentBinary.Managed.RunAsync("heap", "--pid", lab.PidText);

        Assert.Equal(ExitCode.Usage, finished.ExitCode);
        Assert.Contains("another gcwatch is walking the heap", finished.ErrorText, StringComparison.Ordinal);
    }
}
