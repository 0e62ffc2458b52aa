using GcWatch.Analysis.Allocations;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class AllocationTests
{
    [Fact]
    public async Task A_target_that_is_never_sampled_has_no_series_of_it()
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using var target = new PlayedTarget { Allocations = null };
        target.Play();

        Assert.DoesNotContain("gcwatch_allocation_sampled", (await endpoint.ScrapeAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_has_a_series_once_it_was_seen()
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using var target = new PlayedTarget { Allocations = new AllocationAccount(TimeSpan.FromSeconds(10), [.. AllocationCauses.All.Select(cause => cause == AllocationCause.Boxing ? 1_234_567.0 : 0)]) };
        target.Play();
        StrictScrape scrape = await endpoint.ScrapeAsync();

        Assert.Equal(1_234_567, scrape.Value("gcwatch_allocation_sampled_bytes_total"));
        Assert.Equal(1_234_567, scrape.Value("gcwatch_allocation_sampled_bytes_total", ("cause", "boxing")));
        Assert.Equal(10, scrape.Value("gcwatch_allocation_sampled_seconds_total"));
    }
}
