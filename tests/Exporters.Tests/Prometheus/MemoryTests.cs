using GcWatch.Analysis.Memory;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class MemoryTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task The_figures_are_those_of_the_balance()
    {
        target.Play();
        StrictScrape scrape = await endpoint.ScrapeAsync();

        Assert.Equal(412e6, scrape.Value("gcwatch_memory_working_set_bytes", ("source", "cgroup")));
        Assert.Equal(398e6, scrape.Value("gcwatch_memory_working_set_bytes", ("source", "runtime")));
        Assert.Equal((536_870_912, 90e6), (scrape.Value("gcwatch_memory_limit_bytes"), scrape.Value("gcwatch_memory_native_bytes")));
        Assert.Equal((0.0625, 3000), (scrape.Value("gcwatch_memory_deviation_ratio"), scrape.Value("gcwatch_memory_limit_eta_seconds")));
        Assert.Equal(2, scrape.Value("gcwatch_memory_oom_kills_total"));
        Assert.Equal(0.5, scrape.Value("gcwatch_memory_pressure_ratio", ("kind", "some"), ("scope", "cgroup")));
        Assert.Equal(0.25, scrape.Value("gcwatch_memory_pressure_ratio", ("kind", "full"), ("scope", "cgroup")));
    }

    [Fact]
    public async Task What_is_not_known_is_left_out()
    {
        target.Memory = new MemoryBalance { Runtime = new MemoryReading(MemorySource.Runtime, 398_000_000) };
        target.Play();

        StrictScrape scrape = await endpoint.ScrapeAsync();

        Assert.Equal(MemoryMetrics.WorkingSet.PrometheusName, Assert.Single(scrape.Families.Keys, name => name.StartsWith("gcwatch_memory_", StringComparison.Ordinal)));
        Assert.Equal(398e6, scrape.Value("gcwatch_memory_working_set_bytes"));
    }
}
