using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class SuspensionLabelTests : IDisposable
{
    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly PlayedTarget target = new();

    public void Dispose()
    {
        target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task A_blocking_collection_costs_its_whole_suspension() =>
        Assert.Equal(["gen1 blocking 1 0.0120"], await PausesAsync(story => story.Collect(GcGeneration.Gen1, ms: 12)));

    [Fact]
    public async Task A_foreground_collection_is_blocking() =>
        Assert.Equal(["gen0 blocking 1 0.0020"], await PausesAsync(story => story.Collect(GcGeneration.Gen0, ms: 2, type: GcCycleType.Foreground)));

    [Fact]
    public async Task A_shared_suspension_is_recorded_once_under_the_blocking_collection_in_it() => Assert.Equal(
        ["gen1 blocking 1 0.0060", "gen2 background 1 0.0040"],
        await PausesAsync(story => story.CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4)));

    [Fact]
    public async Task Both_suspensions_of_a_background_collection_are_background() =>
        Assert.Equal(["gen2 background 2 0.0036"], await PausesAsync(story => story.CollectInBackground(firstMs: 0.6, secondMs: 3)));

    [Fact]
    public async Task A_suspension_without_a_collection_is_unattributed() => Assert.Equal(
        ["unattributed unknown 1 0.0070"], await PausesAsync(story => story.Suspend(ms: 7)));

    [Fact]
    public async Task The_later_stop_of_an_unseen_background_collection_is_unattributed_too() => Assert.Equal(
        ["unattributed unknown 1 0.0030"], await PausesAsync(story => story.Suspend(ms: 3, SuspensionReason.ForGCPrep)));

    [Theory]
    [InlineData(SuspensionReason.ForDebugger, "debugger")]
    [InlineData(SuspensionReason.ForDebuggerSweep, "debugger_sweep")]
    [InlineData(SuspensionReason.ForCodePitching, "code_pitching")]
    [InlineData(SuspensionReason.ForShutdown, "shutdown")]
    [InlineData(SuspensionReason.ForAppDomainShutdown, "app_domain_shutdown")]
    [InlineData(SuspensionReason.Other, "other")]
    [InlineData(SuspensionReason.Unknown, "unknown")]
    public async Task A_suspension_for_anything_else_is_no_pause(SuspensionReason reason, string label)
    {
        Assert.Empty(await PausesAsync(story => story.Suspend(ms: 900, reason)));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(1, scrape.Value("gcwatch_other_suspensions_total", ("reason", label)));
        Assert.Empty(scrape.All("gcwatch_gc_suspend_duration_seconds_count"));
        Assert.Equal(0, scrape.Value("dotnet_gc_pause_time_seconds_total"));
    }

    /// <summary>Each kind of pause with its count and its sum in seconds.</summary>
    private async Task<string[]> PausesAsync(Action<GcStory> tell)
    {
        target.Play(tell);
        StrictScrape scrape = await endpoint.ScrapeAsync();
        var kinds =
            from count in scrape.All("dotnet_gc_pause_duration_seconds_count")
            let generation = ("gc_heap_generation", count["gc_heap_generation"])
            let type = ("gc_pause_type", count["gc_pause_type"])
            let sum = scrape.Value("dotnet_gc_pause_duration_seconds_sum", generation, type)
            select FormattableString.Invariant($"{generation.Item2} {type.Item2} {count.Value} {sum:0.0000}");
        return [.. kinds.Order(StringComparer.Ordinal)];
    }
}
