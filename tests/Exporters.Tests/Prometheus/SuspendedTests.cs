using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

/// <summary>The suspension that lasts, and what those that are over were spent on.</summary>
public sealed class SuspendedTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task A_suspension_that_lasts_is_told_with_its_reason_and_its_age()
    {
        target.Play(story => story.After(1).StandStill(SuspensionReason.ForDebugger).After(6));
        Assert.Equal(("debugger", 6.0001), await SuspendedAsync());

        target.Play(story => story.After(3));
        Assert.Equal(("debugger", 9.0001), await SuspendedAsync());
    }

    [Fact]
    public async Task A_target_that_runs_is_suspended_for_no_reason_and_no_time()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2));
        Assert.Equal(("", 0), await SuspendedAsync());
    }

    [Fact]
    public async Task A_suspension_that_a_tick_falls_into_is_not_told()
    {
        target.Play(story => story.After(1).StandStill().After(0.9));
        Assert.Equal(("", 0), await SuspendedAsync());
    }

    [Fact]
    public async Task The_series_of_a_suspension_ends_with_it()
    {
        target.Play(story => story.StandStill().After(7));
        Assert.Equal(("gc", 7.0001), await SuspendedAsync());

        target.Play(story => story.RunAgain());
        Assert.Equal(("", 0), await SuspendedAsync());
    }

    [Fact]
    public async Task Of_a_target_that_is_not_attached_to_nothing_is_said()
    {
        target.Play(story => story.StandStill().After(7));
        target.BecomeDown("stream_ended");
        Assert.Empty((await endpoint.ScrapeAsync()).All("gcwatch_suspended_seconds"));
    }

    [Fact]
    public async Task The_parts_of_all_pauses_are_their_time()
    {
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 2).After(1).Suspend(ms: 500, SuspensionReason.ForDebugger).Collect(GcGeneration.Gen1, ms: 12));
        StrictScrape scrape = await endpoint.ScrapeAsync();

        Assert.Equal(0.0002, scrape.Value("gcwatch_gc_pause_part_seconds_total", ("part", "stop")), 9);
        Assert.Equal(0.01378, scrape.Value("gcwatch_gc_pause_part_seconds_total", ("part", "work")), 9);
        Assert.Equal(0.00002, scrape.Value("gcwatch_gc_pause_part_seconds_total", ("part", "restart")), 9);
        Assert.Equal(scrape.Value("dotnet_gc_pause_time_seconds_total"), scrape.All("gcwatch_gc_pause_part_seconds_total").Sum(part => part.Value), 9);
    }

    private async Task<(string Reason, double Seconds)> SuspendedAsync()
    {
        ScrapedSample sample = Assert.Single((await endpoint.ScrapeAsync()).All("gcwatch_suspended_seconds"));
        return (sample["reason"], Math.Round(sample.Value, 6));
    }
}
