using System.Diagnostics.Metrics;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Serving;

public sealed class ManyScrapesTests
{
    [Fact]
    public async Task Fifty_scrapes_at_once_all_come_to_an_end_and_say_the_same()
    {
        using var crowd = new TargetCrowd(20);
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        StrictScrape[] scrapes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => endpoint.ScrapeAsync())).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.All(scrapes, scrape => Assert.Equal(scrapes[0].Text, scrape.Text));
        Assert.Equal(20, scrapes[0].All("gcwatch_target_up").Count());
    }

    [Fact]
    public async Task A_connection_is_used_again()
    {
        using var crowd = new TargetCrowd(1);
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        for (int i = 0; i < 5; i++) await endpoint.ScrapeAsync();
        Assert.Equal(1, endpoint.Connections);
    }

    [Fact]
    public async Task The_server_counts_its_scrapes_and_says_how_long_and_how_large_they_were()
    {
        using var crowd = new TargetCrowd(1);
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        StrictScrape first = await endpoint.ScrapeAllAsync();
        StrictScrape second = await endpoint.ScrapeAllAsync();
        Assert.Equal((0, 1), (Served(first), Served(second)));
        Assert.Equal(first.Text.Length, second.Value("gcwatch_scrape_response_bytes"));
        Assert.Equal(1, second.Value("gcwatch_scrape_duration_seconds_count"));
        Assert.Equal((0, 0), (second.Value("gcwatch_scrapes_total", ("result", "aborted")), second.Value("gcwatch_scrapes_total", ("result", "refused"))));
    }

    [Fact]
    public async Task A_meter_that_is_not_in_the_catalog_does_no_harm()
    {
        using var crowd = new TargetCrowd(1);
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using var stray = new Meter("GcWatch.Stray");
        stray.CreateCounter<double>("gcwatch.stray").Add(1);
        Assert.Single((await endpoint.ScrapeAsync()).All("gcwatch_target_up"));
    }

    private static double Served(StrictScrape scrape) => scrape.Value("gcwatch_scrapes_total", ("result", "served"));
}
