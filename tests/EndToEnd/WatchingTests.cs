using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary><c>gcwatch --pid N</c> on a process that collects by hand.</summary>
public sealed class WatchingTests
{
    private static readonly (string, string) Gen1 = ("gc_heap_generation", "gen1");
    private static readonly (string, string) Induced = ("gc_reason", "induced");

    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net8, true)]
    [InlineData(LabRuntime.Net9, false)]
    [InlineData(LabRuntime.Net9, true)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task Induced_collections_of_a_watched_process_are_counted_with_one_pause_each(LabRuntime runtime, bool usesServerGc)
    {
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(runtime, "collect", "--interval-ms", "200", "--generation", "1") { UsesServerGc = usesServerGc });
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape first = await agent.ScrapeUntilAsync("three collections", scrape => scrape.Sum(MetricNames.Collections, Gen1, Induced) >= 3);
        double seen = first.Sum(MetricNames.Collections, Gen1, Induced);
        Scrape later = await agent.ScrapeUntilAsync(
            "three more, each with its pause",
            scrape => scrape.Sum(MetricNames.Collections, Gen1, Induced) >= seen + 3
                && scrape.Sum(MetricNames.PauseCount, Gen1) == scrape.Sum(MetricNames.Collections, Gen1));

        Assert.Equal(1, later.Value(MetricNames.TargetUp));
        Sample info = Assert.Single(later.All(MetricNames.TargetInfo));
        Assert.StartsWith(runtime.Major(), info.Labels["runtime_version"], StringComparison.Ordinal);
        Assert.Equal(lab.PidText, info.Labels["pid"]);
        Assert.All(later.Samples, sample => Assert.Equal("gcwatch", sample.Labels["agent"]));
        Assert.Equal(0, later.Value(MetricCatalog.EventsLost.PrometheusName));
        Assert.Equal(0, later.Value(MetricCatalog.NumberGaps.PrometheusName));
    }

    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net9, false)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task After_a_gen2_collection_every_promised_metric_has_a_value(LabRuntime runtime, bool usesServerGc)
    {
        // A suspension for another reason, five minutes of burning, an hour of learning, allocations that are not sampled, pools that are not counted, and a container that limits memory cannot be counted on here.
        string[] promised =
        [
            .. MetricCatalog.All.Except([MetricCatalog.OtherSuspensions, MetricCatalog.SloBurnRate, .. MemoryMetrics.All, .. BaselineMetrics.All, .. AllocationMetrics.All, .. PoolMetrics.All])
                .Append(MemoryMetrics.WorkingSet).Select(MetricNames.SampleOf),
        ];
        await using LabProcess lab = await LabProcess.StartAsync(
            new LabSettings(runtime, "collect", "--interval-ms", "200", "--generation", "2") { UsesServerGc = usesServerGc });
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape scrape = await agent.ScrapeUntilAsync(
            $"every one of {string.Join(", ", promised)}", scrape => promised.All(name => scrape.All(name).Count > 0));

        foreach (MetricDefinition metric in new[] { MetricCatalog.HeapSize, MetricCatalog.Fragmentation })
        {
            Assert.Equal(["gen0", "gen1", "gen2", "loh", "poh"], scrape.All(metric.PrometheusName).Select(sample => sample.Labels["gc_heap_generation"]).Order());
        }

        Assert.All(
            from window in new[] { "1m", "5m", "1h" } from q in new[] { "0.5", "0.9", "0.95", "0.99", "1" } select (window, q),
            pair => Assert.InRange(scrape.Value(MetricCatalog.PauseQuantile.PrometheusName, ("window", pair.window), ("q", pair.q)), 1e-6, 5));
        // The Lab keeps 10 MB alive.
        double live = scrape.Value(MetricCatalog.LiveHeap.PrometheusName);
        Assert.InRange(live, 8e6, 40e6);
        Assert.InRange(scrape.Value(MetricCatalog.Committed.PrometheusName), live, 1e9);
        Assert.InRange(scrape.Value(MetricCatalog.Bookkeeping.PrometheusName), 1, 1e9);
        Assert.InRange(scrape.Value(MetricCatalog.Gen2Age.PrometheusName), 0, 5);
        Assert.InRange(scrape.Value(MetricCatalog.Survival.PrometheusName, ("gc_heap_generation", "gen2")), 0.5, 1);
        Assert.InRange(scrape.Sum(MetricCatalog.Promoted.PrometheusName), 8e6, double.MaxValue);
        Assert.InRange(scrape.Value(MetricCatalog.Budget.PrometheusName, ("gc_heap_generation", "gen0")), 1, 1e10);
    }
}
