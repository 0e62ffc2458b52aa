using GcWatch.Analysis.Pools;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class PoolTests
{
    private readonly PoolTraffic misses = new([4, 0, 2, 0], 1);

    [Fact]
    public async Task A_target_whose_pools_nobody_counts_has_no_series_of_them() =>
        Assert.DoesNotContain("gcwatch_pool_", (await ScrapeAsync(null)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task Where_only_misses_are_counted_nothing_is_said_of_rents()
    {
        StrictScrape scrape = await ScrapeAsync(misses);

        Assert.Equal(["gcwatch_pool_events_lost_total", "gcwatch_pool_missed_total"], Names(scrape));
        Assert.Equal(["exhausted", "filling", "too_long"], scrape.All("gcwatch_pool_missed_total").Select(sample => sample["reason"]).Order(StringComparer.Ordinal));
        Assert.Equal((4, 2), (scrape.Value("gcwatch_pool_missed_total", ("reason", "filling")), scrape.Value("gcwatch_pool_missed_total", ("reason", "exhausted"))));
        Assert.Equal(1, scrape.Value("gcwatch_pool_events_lost_total"));
    }

    [Fact]
    public async Task A_turnover_is_told_from_its_first_moment()
    {
        StrictScrape scrape = await ScrapeAsync(misses with { Turnover = new PoolTurnover(9, 0, 0) });

        Assert.Equal((9, 0, 0), (scrape.Value("gcwatch_pool_rented_total"), scrape.Value("gcwatch_pool_returned_total"), scrape.Value("gcwatch_pool_dropped_total")));
    }

    private static async Task<StrictScrape> ScrapeAsync(PoolTraffic? pools)
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using var target = new PlayedTarget { Pools = pools };
        target.Play();
        return await endpoint.ScrapeAsync();
    }

    private static string[] Names(StrictScrape scrape) => [.. scrape.Samples.Select(sample => sample.Name).Where(name => name.StartsWith("gcwatch_pool_", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
}
