using GcWatch.Analysis.Memory;
using GcWatch.Exporters.Delivery;
using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class AgentMeterTests : IDisposable
{
    private static readonly AgentVitals Vitals = new()
    {
        Version = "0.1.0", Cpu = TimeSpan.FromSeconds(2.5), ResidentBytes = 26_000_000, ManagedHeapBytes = 3_000_000, Threads = 9,
        OpenFiles = 31,
        Baselines = new BaselineVitals
        {
            Services = 3, SnapshotAge = TimeSpan.FromMinutes(2), SnapshotFailures = 5, HistoryAge = TimeSpan.FromMinutes(7), HistoryFailures = 6,
        },
        Stalled = TimeSpan.FromSeconds(0.25), Throttled = TimeSpan.FromSeconds(7), ReportFailures = 4,
        Memory = new MemoryReading(MemorySource.Cgroup, 31_000_000)
        {
            LimitBytes = 64_000_000, OutOfMemoryKills = 1, Pressure = new MemoryPressure(0.25, 0.125, PressureScope.Cgroup),
        },
    };

    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();

    public void Dispose() => endpoint.Dispose();

    [Fact]
    public async Task Every_metric_of_the_agent_is_exported_as_the_catalog_says()
    {
        using var meter = new AgentMeter(() => Vitals, TimeProvider.System);
        using var notifications = new NotificationCounts();
        notifications.Record(TimeSpan.FromSeconds(0.3));
        await endpoint.ScrapeAllAsync();
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        foreach (MetricDefinition metric in MetricCatalog.Agent)
        {
            ScrapedFamily family = Assert.Contains(metric.PrometheusName, scrape.Families);
            Assert.Equal(metric.Help, family.Help);
            Assert.All(family.Samples, sample => Assert.Equal(
                metric.Labels.Append("agent").Order(StringComparer.Ordinal), sample.Labels.Keys.Where(key => key != "le").Order(StringComparer.Ordinal)));
        }

        await Promtool.CheckMetricsAsync(scrape.Text);
    }

    [Fact]
    public async Task The_figures_are_the_vitals()
    {
        using var meter = new AgentMeter(() => Vitals, TimeProvider.System);
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        Assert.Equal(1, scrape.Value("gcwatch_agent_info", ("version", "0.1.0")));
        Assert.Equal(2.5, scrape.Value("gcwatch_agent_cpu_seconds_total"));
        Assert.Equal((26e6, 3e6), (scrape.Value("gcwatch_agent_resident_memory_bytes"), scrape.Value("gcwatch_agent_managed_heap_bytes")));
        Assert.Equal((9, 31), (scrape.Value("gcwatch_agent_threads"), scrape.Value("gcwatch_agent_open_files")));
        Assert.Equal((0.25, 7), (scrape.Value("gcwatch_agent_stall_seconds_total"), scrape.Value("gcwatch_agent_throttled_seconds_total")));
        Assert.Equal(4, scrape.Value("gcwatch_agent_report_failures_total"));
        Assert.Equal((31e6, 64e6), (scrape.Value("gcwatch_agent_memory_working_set_bytes"), scrape.Value("gcwatch_agent_memory_limit_bytes")));
        Assert.Equal(1, scrape.Value("gcwatch_agent_memory_oom_kills_total"));
        Assert.Equal(0.25, scrape.Value("gcwatch_agent_memory_pressure_ratio", ("kind", "some"), ("scope", "cgroup")));
        Assert.Equal(0.125, scrape.Value("gcwatch_agent_memory_pressure_ratio", ("kind", "full"), ("scope", "cgroup")));
    }

    [Fact]
    public async Task How_the_baselines_are_kept_is_told()
    {
        using var meter = new AgentMeter(() => Vitals, TimeProvider.System);
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        Assert.Equal(3, scrape.Value("gcwatch_baseline_services"));
        Assert.Equal((120, 5), (scrape.Value("gcwatch_baseline_snapshot_age_seconds"), scrape.Value("gcwatch_baseline_snapshot_failures_total")));
        Assert.Equal((420, 6), (scrape.Value("gcwatch_baseline_history_age_seconds"), scrape.Value("gcwatch_baseline_history_failures_total")));
    }

    [Fact]
    public async Task Where_there_is_neither_a_file_nor_a_history_nothing_is_told_of_them()
    {
        using var meter = new AgentMeter(() => Vitals with { Baselines = new BaselineVitals { Services = 1 } }, TimeProvider.System);
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        Assert.Equal(1, scrape.Value("gcwatch_baseline_services"));
        Assert.DoesNotContain("gcwatch_baseline_snapshot", scrape.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("gcwatch_baseline_history", scrape.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_of_which_nobody_knows_is_left_out()
    {
        using var meter = new AgentMeter(() => Vitals with { Memory = null }, TimeProvider.System);
        Assert.DoesNotContain("gcwatch_agent_memory_", (await endpoint.ScrapeAllAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_of_which_nobody_knows_is_left_out()
    {
        using var meter = new AgentMeter(() => Vitals with { Throttled = null }, TimeProvider.System);
        Assert.DoesNotContain("gcwatch_agent_throttled_seconds_total", (await endpoint.ScrapeAllAsync()).Families);
    }

    [Fact]
    public async Task Every_state_has_its_number_of_targets()
    {
        using var meter = new AgentMeter(() => Vitals, TimeProvider.System);
        using var receiving = new PlayedTarget("shop-1");
        using var down = new PlayedTarget("shop-2");
        using var gone = new PlayedTarget("shop-3");
        down.BecomeDown("permission_denied");
        gone.Dispose();
        StrictScrape scrape = await endpoint.ScrapeAllAsync();
        Assert.Equal(
            ["attaching 0", "down 1", "receiving 1", "stalled 0", "stopped 0", "suspended 0", "throttled 0"],
            scrape.All("gcwatch_agent_targets").Select(sample => $"{sample["state"]} {sample.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_target_s_session_is_in_one_state()
    {
        using var target = new PlayedTarget();
        Assert.Equal("receiving", await StateAsync());
        target.BecomeDown("stream_ended");
        Assert.Equal("down", await StateAsync());
    }

    [Fact]
    public async Task What_waits_in_the_queue_is_read_at_the_scrape()
    {
        using var target = new PlayedTarget { QueueDepth = 12 };
        Assert.Equal(12, (await endpoint.ScrapeAsync()).Value("gcwatch_queue_depth_events"));
        target.QueueDepth = 0;
        Assert.Equal(0, (await endpoint.ScrapeAsync()).Value("gcwatch_queue_depth_events"));
    }

    private async Task<string> StateAsync()
    {
        ScrapedSample[] states = [.. (await endpoint.ScrapeAsync()).All("gcwatch_target_session_state")];
        Assert.Equal(7, states.Length);
        return Assert.Single(states, state => state.Value > 0)["state"];
    }
}
