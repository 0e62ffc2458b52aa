using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class BaselineTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task Each_signal_that_rules_compare_has_its_centre_scale_ratio_and_z_score()
    {
        target.Play();
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal((2, 0.1), (scrape.Value("gcwatch_baseline_center", ("signal", "pause_p99")), scrape.Value("gcwatch_baseline_scale", ("signal", "pause_p99"))));
        Assert.Equal((1.5, 4), (scrape.Value("gcwatch_baseline_ratio", ("signal", "live_heap")), scrape.Value("gcwatch_baseline_zscore", ("signal", "live_heap"))));
        Assert.Equal(4, scrape.Value("gcwatch_baseline_state"));
        Assert.Equal((4, 4), (scrape.All("gcwatch_baseline_center").Count(), scrape.All("gcwatch_baseline_ratio").Count()));
    }

    [Fact]
    public async Task A_minute_without_a_value_has_no_ratio_and_a_signal_that_is_not_known_has_nothing()
    {
        SignalJudgement known = Assert.IsType<ServiceJudgement>(target.Baseline).Signals[1] with { Ratio = double.NaN, ZScore = double.NaN };
        SignalJudgement unknown = known with { Signal = BaselineSignal.LiveHeap, State = BaselineState.None };
        target.Baseline = new ServiceJudgement(DateTimeOffset.UnixEpoch, [known, unknown], LeakVerdict.Unknown, BaselineState.Borrowed);
        target.Play();
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal("pause_p99", Assert.Single(scrape.All("gcwatch_baseline_center"))["signal"]);
        Assert.Empty(scrape.All("gcwatch_baseline_ratio"));
        Assert.Equal(1, scrape.Value("gcwatch_baseline_state"));
    }

    [Fact]
    public async Task Before_the_first_minute_nothing_is_said()
    {
        target.Baseline = null;
        target.Play();
        Assert.DoesNotContain("gcwatch_baseline_", (await endpoint.ScrapeAsync()).Text, StringComparison.Ordinal);
    }
}
