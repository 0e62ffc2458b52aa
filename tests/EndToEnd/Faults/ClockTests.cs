using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A wall clock that is set while the agent runs.</summary>
public sealed class ClockTests
{
    private static readonly string[] Libraries =
        ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task Counters_never_fall_windows_go_on_and_no_target_is_lost(string binary)
    {
        using var folder = new TemporaryFolder();
        string clock = folder.PathOf("clock");
        await SetAsync(clock, "+0");
        await MakeReadableAsync(folder);
        await using FaultScene scene = await FaultScene.OpenAsync(UnderClock(binary, clock));
        Scrape last = await scene.Agent.ScrapeAsync();

        foreach (string change in new[] { "-3600", "+86400", "+0" })
        {
            await SetAsync(clock, change);
            last = await AssertGoesOnAsync(scene, last);
            await AssertFindsOthersAsync(scene);
        }

        // Else the test would be of nothing: the log has the agent's wall clock, and there was a line after each change.
        Assert.True(DaysOf(scene.Agent.Log).Count > 1, scene.Agent.Log);
        await scene.IsAsBeforeAsync();
    }

    private static AgentBinary UnderClock(string binary, string clock) => FaultScene.BinaryOf(binary).After(
        "env", $"LD_PRELOAD={Library()}", $"FAKETIME_TIMESTAMP_FILE={clock}", "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1");

    /// <summary>Ten more collections are ten more pauses; what counts has not fallen; the window of a minute holds the latest.</summary>
    private static async Task<Scrape> AssertGoesOnAsync(FaultScene scene, Scrape before)
    {
        string label = scene.Bystander.Lab.Label;
        double seen = before.Of(label).Sum(MetricNames.Collections);
        Scrape now = await scene.Agent.ScrapeUntilAsync("it goes on", scrape => scrape.Of(label).Sum(MetricNames.Collections) >= seen + 10);

        foreach (MetricDefinition counter in MetricCatalog.All.Where(metric => metric.Kind == MetricKind.Counter))
        {
            Assert.InRange(now.Of(label).Sum(counter.PrometheusName), before.Of(label).Sum(counter.PrometheusName), double.MaxValue);
        }

        Assert.InRange(now.Of(label).Value(MetricCatalog.PauseQuantile.PrometheusName, ("window", "1m"), ("q", "0.5")), 1e-6, 1);
        Assert.InRange(now.Of(label).Value(MetricCatalog.LastEventAge.PrometheusName), 0, 5);
        await scene.Bystander.IsUnaffectedAsync();
        return now;
    }

    private static async Task AssertFindsOthersAsync(FaultScene scene)
    {
        await using LabProcess lab = await scene.Enclave.StartLabAsync(LabRuntime.Net10, "allocate");
        await scene.Agent.AttachesToAsync(lab);
        await lab.QuitAsync();
        await scene.ForgetsAsync(lab);
    }

    private static HashSet<string> DaysOf(string log) =>
        [.. log.Split('\n').Where(line => line.StartsWith("{\"@t\":\"", StringComparison.Ordinal)).Select(line => line[7..17])];

    private static string Library() =>
        Libraries.FirstOrDefault(File.Exists) ?? Parts.RequireFile(Libraries[0], "eng/install-parts.sh");

    /// <summary>In one go, so that no half-written file is read.</summary>
    private static async Task SetAsync(string clock, string change)
    {
        await File.WriteAllTextAsync(clock + ".new", change + "\n");
        File.Move(clock + ".new", clock, overwrite: true);
    }

    private static async Task MakeReadableAsync(TemporaryFolder folder) =>
        Assert.Equal(0, (await ChildProcess.RunAsync(["chmod", "-R", "a+rX", folder.FullName])).ExitCode);
}
