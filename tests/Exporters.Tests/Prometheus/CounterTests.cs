using CsCheck;
using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class CounterTests : IDisposable
{
    private static readonly Action<GcStory>[] Happenings =
    [
        story => story.Collect(GcGeneration.Gen0, ms: 1),
        story => story.Collect(GcGeneration.Gen1, ms: 2, type: GcCycleType.Foreground),
        story => story.Collect(GcGeneration.Gen2, ms: 30, GcReason.Induced),
        story => story.CollectInBackground(firstMs: 1, secondMs: 2),
        story => story.CollectInBackgroundSharing(sharedMs: 5, gen1StartsAtMs: 1, secondMs: 2),
        story => story.Suspend(ms: 3),
        story => story.Suspend(ms: 3, SuspensionReason.ForDebugger),
        story => story.LostInAll(40),
        story => story.LostInAll(-116),
        story => story.MissCollections(2),
        story => story.RestartUnpaired(),
        story => story.After(30),
    ];

    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task Lost_events_never_fall_though_the_transport_counts_backwards()
    {
        foreach ((long count, double exported) in new[] { (12L, 12), (5, 12), (-16, 12), (13, 13) })
        {
            target.Play(story => story.LostInAll(count));
            Assert.Equal(exported, (await endpoint.ScrapeAsync()).Value("gcwatch_events_lost_total"));
        }
    }

    [Fact]
    public async Task Lost_events_are_never_negative()
    {
        target.Play(story => story.LostInAll(-16));
        Assert.Equal(0, (await endpoint.ScrapeAsync()).Value("gcwatch_events_lost_total"));
    }

    [Fact]
    public Task No_counter_ever_falls() => Gen.Int[0, Happenings.Length - 1].Array[1, 6].Array[2, 4].SampleAsync(
        async acts =>
        {
            using var played = new PlayedTarget("random-1");
            var before = new Dictionary<string, double>();
            foreach (int[] act in acts)
            {
                foreach (int happening in act) played.Play(story => Happenings[happening](story.After(0.5)));
                before = NotFallen(before, await endpoint.ScrapeAsync());
            }
        },
        iter: 40,
        threads: 1);

    [Fact]
    public async Task Allocated_bytes_by_the_counter_are_exported_at_once()
    {
        target.Play(story => story.After(0.2).AllocatedInAll(5_000_000));
        Assert.Equal(5_000_000, (await endpoint.ScrapeAsync()).Value("dotnet_gc_heap_total_allocated_bytes_total"));
    }

    [Fact]
    public async Task Allocated_bytes_by_the_growth_of_the_heap_wait_ten_seconds_for_a_counter()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 1).After(9).Collect(GcGeneration.Gen0, ms: 1));
        Assert.Empty((await endpoint.ScrapeAsync()).All("dotnet_gc_heap_total_allocated_bytes_total"));
        target.Play(story => story.After(2).Collect(GcGeneration.Gen0, ms: 1));
        Assert.True((await endpoint.ScrapeAsync()).Value("dotnet_gc_heap_total_allocated_bytes_total") > 1_000_000);
    }

    [Fact]
    public async Task The_counter_replaces_the_growth_of_the_heap()
    {
        target.Play(story => story.After(20).Collect(GcGeneration.Gen0, ms: 1).After(1).Collect(GcGeneration.Gen0, ms: 1).AllocatedInAll(700));
        Assert.Equal(700, (await endpoint.ScrapeAsync()).Value("dotnet_gc_heap_total_allocated_bytes_total"));
    }

    private static Dictionary<string, double> NotFallen(Dictionary<string, double> before, StrictScrape scrape)
    {
        Dictionary<string, double> now = scrape.Families.Values.Where(family => family.Type is "counter" or "histogram")
            .SelectMany(family => family.Samples).Where(sample => sample["process"] == "random-1").ToDictionary(Series, sample => sample.Value);
        foreach ((string series, double value) in before) Assert.True(now.TryGetValue(series, out double later) && later >= value, series);
        return now;
    }

    private static string Series(ScrapedSample sample) => sample.Name + string.Join(',', sample.Labels.Select(label => $"{label.Key}={label.Value}"));
}
