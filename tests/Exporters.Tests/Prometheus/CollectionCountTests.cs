using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class CollectionCountTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task Foreground_and_other_blocking_collections_add_up_in_one_series()
    {
        target.Play(story => story
            .Collect(GcGeneration.Gen1, ms: 1).After(1)
            .Collect(GcGeneration.Gen1, ms: 1).After(1)
            .CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(3, scrape.Value("dotnet_gc_collections_total", ("gc_heap_generation", "gen1"), ("gc_pause_type", "blocking")));
        Assert.Equal(1, scrape.Value("dotnet_gc_collections_total", ("gc_heap_generation", "gen2"), ("gc_pause_type", "background")));
    }
}
