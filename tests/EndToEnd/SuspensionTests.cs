using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>Background collections with ephemeral ones in the foreground, and suspensions that are no collection's.</summary>
public sealed class SuspensionTests
{
    private static readonly (string, string) Background = ("gc_pause_type", "background");
    private static readonly (string, string) Blocking = ("gc_pause_type", "blocking");
    private static readonly (string, string) Gen2 = ("gc_heap_generation", "gen2");

    [Theory]
    [InlineData(LabRuntime.Net8, false)]
    [InlineData(LabRuntime.Net9, false)]
    [InlineData(LabRuntime.Net10, false)]
    [InlineData(LabRuntime.Net10, true)]
    public async Task A_background_collection_has_pauses_of_its_own_and_ephemeral_ones_beside_it(LabRuntime runtime, bool usesServerGc)
    {
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(runtime, "background", "--live-mb", "100") { UsesServerGc = usesServerGc });
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        Scrape scrape = await agent.ScrapeUntilAsync(
            "three background collections and ephemeral ones",
            scrape => scrape.Sum(MetricNames.Collections, Gen2, Background) >= 3
                && scrape.Sum(MetricNames.Collections, Blocking) >= 5
                && scrape.Sum(MetricNames.PauseCount, Gen2, Background) >= 3);

        Assert.Equal(0, scrape.Sum(MetricNames.Collections, Gen2, Blocking, ("gc_reason", "induced")));
        Assert.Empty(scrape.All(MetricNames.Collections, ("gc_heap_generation", "gen0"), Background));
        Assert.Empty(scrape.All(MetricNames.Collections, ("gc_heap_generation", "gen1"), Background));
    }

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net9)]
    [InlineData(LabRuntime.Net10)]
    public async Task Suspensions_for_other_reasons_are_counted_apart_and_are_no_pauses(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "suspensions", "--per-second", "500");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        await agent.ScrapeUntilAsync(
            "many other suspensions, and one pause for each collection",
            scrape => scrape.Sum(MetricNames.OtherSuspensions, ("reason", "other")) >= 1_000
                && scrape.Sum(MetricNames.Collections) >= 2
                && scrape.Sum(MetricNames.PauseCount) == scrape.Sum(MetricNames.Collections));
    }
}
