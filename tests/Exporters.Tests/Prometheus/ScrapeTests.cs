using System.Collections.Immutable;
using System.Globalization;
using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.TestKit;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class ScrapeTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public static TheoryData<string> Metrics => [.. MetricCatalog.All.Select(metric => metric.PrometheusName)];

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Theory]
    [MemberData(nameof(Metrics))]
    public async Task Every_metric_is_exported_as_the_catalog_says(string name)
    {
        MetricDefinition metric = MetricCatalog.All.Single(definition => definition.PrometheusName == name);
        target.Play(TellEverything);
        ScrapedFamily family = Assert.Contains(name, (await endpoint.ScrapeAsync()).Families);
        Assert.Equal(metric.Help, family.Help);
        Assert.Equal(TypeOf(metric.Kind), family.Type);
        Assert.Equal(metric.Kind == MetricKind.Counter, metric.PrometheusName.EndsWith("_total", StringComparison.Ordinal));
        IEnumerable<string> labels = MetricCatalog.CommonLabels.Concat(metric.Labels).Order(StringComparer.Ordinal);
        Assert.NotEmpty(family.Samples);
        Assert.All(family.Samples, sample => Assert.Equal(labels, sample.Labels.Keys.Where(key => key != "le").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_exported_that_the_catalog_has_not()
    {
        target.Play(TellEverything);
        IEnumerable<string> exported = (await endpoint.ScrapeAsync()).Families.Keys;
        Assert.Equal(Metrics.Select(row => row.Data).Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_common_labels_name_the_target_and_the_agent()
    {
        target.Play();
        ScrapedSample up = Assert.Single((await endpoint.ScrapeAsync()).All("gcwatch_target_up"));
        Assert.Equal(("gcwatch", "shop", "prod"), (up["agent"], up["service"], up["env"]));
        Assert.Equal(("web", "shop-abc", "shop-17"), (up["namespace"], up["pod"], up["process"]));
    }

    [Fact]
    public async Task Histograms_have_the_promised_boundaries()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(Bounds(MetricCatalog.PauseBoundaries), scrape.All("dotnet_gc_pause_duration_seconds_bucket").Select(bucket => bucket["le"]));
        Assert.Equal(Bounds(MetricCatalog.StopBoundaries), scrape.All("gcwatch_gc_suspend_duration_seconds_bucket").Select(bucket => bucket["le"]));
        Assert.Contains(0.015, MetricCatalog.PauseBoundaries);
    }

    [Fact]
    public async Task A_pause_of_exactly_the_promise_keeps_the_promise()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 15).After(1).Collect(GcGeneration.Gen0, ms: 15.0001));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(1, scrape.Value("dotnet_gc_pause_duration_seconds_bucket", ("le", "0.015")));
        Assert.Equal(2, scrape.Value("dotnet_gc_pause_duration_seconds_bucket", ("le", "0.02")));
    }

    [Fact]
    public async Task Histogram_buckets_only_rise_and_end_at_the_count()
    {
        target.Play(TellEverything);
        StrictScrape scrape = await endpoint.ScrapeAsync();
        foreach (IGrouping<string, ScrapedSample> kind in scrape.All("dotnet_gc_pause_duration_seconds_bucket").GroupBy(Kind))
        {
            ImmutableArray<double> counts = [.. kind.Select(bucket => bucket.Value)];
            Assert.Equal(counts.Order(), counts);
            ScrapedSample total = Assert.Single(scrape.All("dotnet_gc_pause_duration_seconds_count"), sample => Kind(sample) == kind.Key);
            Assert.Equal(total.Value, counts[^1]);
        }
    }

    [Fact]
    public async Task The_histogram_the_counters_and_the_model_agree()
    {
        target.Play(TellEverything);
        StrictScrape scrape = await endpoint.ScrapeAsync();
        double seconds = scrape.All("dotnet_gc_pause_duration_seconds_sum").Sum(sample => sample.Value);
        Assert.Equal(scrape.Value("dotnet_gc_pause_time_seconds_total"), seconds, 9);
        Assert.Equal(target.Totals.PauseTime.TotalSeconds, seconds, 9);
        Assert.Equal(target.Totals.Suspensions, scrape.All("dotnet_gc_pause_duration_seconds_count").Sum(sample => sample.Value));
        Assert.Equal(target.Totals.Suspensions, scrape.Value("gcwatch_gc_suspend_duration_seconds_count"));
        Assert.Equal(target.Totals.CycleCount, scrape.All("dotnet_gc_collections_total").Sum(sample => sample.Value));
    }

    [Fact]
    public async Task Blocking_collections_and_their_pauses_are_equally_many()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 1).After(1).Collect(GcGeneration.Gen0, ms: 2).After(1).Collect(GcGeneration.Gen1, ms: 3));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        foreach ((string generation, int count) in new[] { ("gen0", 2), ("gen1", 1) })
        {
            Assert.Equal(count, scrape.Value("dotnet_gc_collections_total", ("gc_heap_generation", generation)));
            Assert.Equal(count, scrape.Value("dotnet_gc_pause_duration_seconds_count", ("gc_heap_generation", generation)));
        }
    }

    [Fact]
    public async Task The_heap_is_exported_by_generation_and_in_bytes()
    {
        target.Play(story => story.Collect(GcGeneration.Gen2, ms: 4, GcReason.Induced));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(1_000_001, scrape.Value("dotnet_gc_last_collection_heap_size_bytes", ("gc_heap_generation", "gen0")));
        Assert.Equal(5_000_000, scrape.Value("dotnet_gc_last_collection_heap_size_bytes", ("gc_heap_generation", "poh")));
        Assert.Equal(4_000, scrape.Value("dotnet_gc_last_collection_heap_fragmentation_size_bytes", ("gc_heap_generation", "loh")));
        Assert.Equal(50_000_001, scrape.Value("dotnet_gc_last_collection_memory_committed_size_bytes"));
        Assert.Equal(600_001, scrape.Value("gcwatch_gc_bookkeeping_bytes"));
        Assert.Equal(15_000_001 - 15_000, scrape.Value("gcwatch_gc_live_heap_bytes"));
        Assert.Equal(6_000_000, scrape.Value("gcwatch_gc_budget_bytes", ("gc_heap_generation", "gen0")));
        Assert.Equal(15_000_001 + 6_000_000, scrape.Value("gcwatch_gc_next_trigger_heap_bytes"));
        Assert.Equal(200, scrape.Value("gcwatch_gc_promoted_bytes_total", ("gc_heap_generation", "gen1")));
        Assert.Equal(1_000_000.0 / 4_000_001, scrape.Value("gcwatch_gc_survival_ratio", ("gc_heap_generation", "gen0")), 9);
    }

    [Fact]
    public async Task Quantiles_are_exported_for_each_window()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2).After(120).Collect(GcGeneration.Gen0, ms: 8));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(0.008, scrape.Value("gcwatch_gc_pause_quantile_seconds", ("q", "1"), ("window", "1m")), 9);
        Assert.Equal(0.008, scrape.Value("gcwatch_gc_pause_quantile_seconds", ("q", "0.5"), ("window", "1m")), 0.00008);
        Assert.Equal(0.002, scrape.Value("gcwatch_gc_pause_quantile_seconds", ("q", "0.5"), ("window", "5m")), 0.00002);
        Assert.Equal(0.002, scrape.Value("gcwatch_gc_pause_quantile_seconds", ("q", "0.5"), ("window", "1h")), 0.00002);
        Assert.Equal(15, scrape.All("gcwatch_gc_pause_quantile_seconds").Count());
    }

    [Fact]
    public async Task A_window_without_pauses_has_no_quantiles()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2));
        Assert.NotEmpty((await endpoint.ScrapeAsync()).All("gcwatch_gc_pause_quantile_seconds", ("window", "1m")));
        target.Play(story => story.After(120));
        StrictScrape later = await endpoint.ScrapeAsync();
        Assert.Empty(later.All("gcwatch_gc_pause_quantile_seconds", ("window", "1m")));
        Assert.NotEmpty(later.All("gcwatch_gc_pause_quantile_seconds", ("window", "5m")));
    }

    [Fact]
    public async Task The_text_of_a_whole_scrape_is_as_agreed()
    {
        target.Play(TellEverything);
        Golden.Matches("tests/Exporters.Tests/Golden/scrape.txt", (await endpoint.ScrapeAsync()).Text);
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_complain_about()
    {
        target.Play(TellEverything);
        await Promtool.CheckMetricsAsync((await endpoint.ScrapeAsync()).Text);
    }

    /// <summary>Something of everything that the catalog has a metric for.</summary>
    private static void TellEverything(GcStory story) => story
        .RestartUnpaired()
        .After(330)
        .After(1).Collect(GcGeneration.Gen0, ms: 0.8)
        .AllocatedInAll(123_456_789)
        .After(1).Collect(GcGeneration.Gen1, ms: 12)
        .After(1).Collect(GcGeneration.Gen2, ms: 40, GcReason.InducedCompacting)
        .After(1).CollectInBackground(firstMs: 0.6, secondMs: 3, GcReason.AllocLarge)
        .After(1).CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4)
        .After(1).Suspend(ms: 7)
        .After(1).Suspend(ms: 500, SuspensionReason.ForDebugger)
        .After(1).MissCollections(3).LostInAll(12)
        .Collect(GcGeneration.Gen0, ms: 1.5)
        .After(2);

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };

    private static string Kind(ScrapedSample sample) => $"{sample["gc_heap_generation"]} {sample["gc_pause_type"]}";

    private static IEnumerable<string> Bounds(IEnumerable<double> boundaries) => boundaries.Select(bound => bound.ToString(CultureInfo.InvariantCulture)).Append("+Inf");
}
