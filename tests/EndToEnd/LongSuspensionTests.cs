using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>A suspension is seen while it lasts: its end is not waited for.</summary>
[Collection(nameof(Waiting))]
public sealed class LongSuspensionTests
{
    private const double HoldSeconds = 6;

    private static readonly string Suspended = MetricCatalog.Suspended.PrometheusName;
    private static readonly string PauseBucket = MetricCatalog.PauseDuration.PrometheusName + "_bucket";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net9, false)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task A_thread_that_cannot_be_stopped_is_seen_while_it_holds_up_all_others(LabRuntime runtime, bool usesServerGc)
    {
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(runtime, "slowstop", "--hold-ms", "6000", "--interval-ms", "14000") { UsesServerGc = usesServerGc });
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);
        Scrape before = await agent.ScrapeUntilAsync("attached, and running", scrape => IsAt(scrape, "", 0));

        Scrape early = await agent.ScrapeUntilAsync("suspended", scrape => scrape.Sum(Suspended, ("reason", "gc")) > 1, Patience);
        Scrape late = await agent.ScrapeUntilAsync("suspended for more than 4 s", scrape => scrape.Sum(Suspended, ("reason", "gc")) > 4);
        Scrape after = await agent.ScrapeUntilAsync("running again", scrape => IsAt(scrape, "", 0));

        // It rose by the silence alone.
        Assert.Equal(early.Value(MetricCatalog.Events.PrometheusName), late.Value(MetricCatalog.Events.PrometheusName));
        Assert.Equal(PausesBeyond5s(before), PausesBeyond5s(late));
        Assert.Equal(1, PausesBeyond5s(after) - PausesBeyond5s(before));
        Assert.InRange(Part(after, "stop") - Part(before, "stop"), HoldSeconds * 0.98, HoldSeconds * 1.2);
        Assert.InRange(Part(after, "work") - Part(before, "work"), 1e-6, 1);
        Assert.Equal(after.Value(MetricNames.PauseTime), Part(after, "stop") + Part(after, "work") + Part(after, "restart"), 1e-6);
        Assert.Equal(0, after.Value(MetricCatalog.UnpairedEvents.PrometheusName) - before.Value(MetricCatalog.UnpairedEvents.PrometheusName));
    }

    [Fact]
    public async Task The_pause_of_a_huge_heap_is_work()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "longpause", "--live-mb", "150", "--interval-ms", "1000");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape scrape = await agent.ScrapeUntilAsync(
            "a compacting collection", scrape => scrape.Sum(MetricNames.Collections, ("gc_reason", "induced_compacting")) > 0, Patience);

        Assert.InRange(Part(scrape, "work"), scrape.Value(MetricNames.PauseTime) * 0.8, double.MaxValue);
    }

    private static bool IsAt(Scrape scrape, string reason, double seconds) =>
        scrape.All(Suspended) is [var only] && only.Labels["reason"] == reason && only.Value == seconds;

    private static double PausesBeyond5s(Scrape scrape) => scrape.Sum(MetricNames.PauseCount) - scrape.Sum(PauseBucket, ("le", "5"));

    private static double Part(Scrape scrape, string part) => scrape.Value(MetricCatalog.PauseParts.PrometheusName, ("part", part));
}
