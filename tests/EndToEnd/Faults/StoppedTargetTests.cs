using System.Diagnostics;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A target that stands still for half a minute and goes on, as one does in a debugger or under a frozen cgroup.</summary>
[Collection(nameof(Waiting))]
public sealed class StoppedTargetTests
{
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task It_stays_attached_goes_on_without_a_gap_and_has_no_pause_that_was_none()
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using LabProcess lab = await StartAsync(scene);
        Scrape before = await scene.Agent.ScrapeUntilAsync("a collection", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);

        await lab.Child.SignalAsync("STOP");
        long start = Stopwatch.GetTimestamp();
        Scrape still = await scene.Agent.ScrapeUntilAsync("half a minute", _ => Stopwatch.GetElapsedTime(start) > StopTime, StopTime * 2);
        await scene.Bystander.IsUnaffectedAsync();
        await lab.Child.SignalAsync("CONT");

        Assert.InRange(still.Of(lab.Label).Value(MetricCatalog.LastEventAge.PrometheusName), StopTime.TotalSeconds - 5, StopTime.TotalSeconds + 5);
        double seen = still.Of(lab.Label).Sum(MetricNames.Collections);
        Assert.InRange(seen, before.Of(lab.Label).Sum(MetricNames.Collections), double.MaxValue);
        Scrape after = (await scene.Agent.ScrapeUntilAsync("it goes on", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) >= seen + 3)).Of(lab.Label);
        Assert.Equal(1, after.Value(MetricNames.TargetUp));
        Assert.Equal(0, after.Value(MetricCatalog.NumberGaps.PrometheusName));
        Assert.InRange(after.Value(MetricNames.PauseTime), 0, 5);
        Assert.DoesNotContain("Cannot watch", scene.Agent.Log, StringComparison.Ordinal);
        await lab.QuitAsync();
        await scene.IsAsBeforeAsync();
    }

    [Fact]
    public async Task A_state_label_says_that_it_stands_still()
    {
        await using FaultScene scene = await FaultScene.OpenAsync();
        await using LabProcess lab = await StartAsync(scene);
        await scene.Agent.AttachesToAsync(lab);

        await lab.Child.SignalAsync("STOP");
        await scene.Agent.ScrapeUntilAsync("it is said to be stopped", scrape => StateOf(lab, scrape, "stopped") == 1);
        await lab.Child.SignalAsync("CONT");

        await scene.Agent.ScrapeUntilAsync("it is not any more", scrape => StateOf(lab, scrape, "stopped") == 0);
    }

    private static double StateOf(LabProcess lab, Scrape scrape, string state) =>
        scrape.Of(lab.Label).Sum("gcwatch_target_session_state", ("state", state));

    /// <summary>Collections are short and seldom: that the stop hits one is as good as out of the question.</summary>
    private static Task<LabProcess> StartAsync(FaultScene scene) =>
        scene.Enclave.StartLabAsync(LabRuntime.Net10, "collect", "--interval-ms", "1000", "--generation", "0", "--live-mb", "1");
}
