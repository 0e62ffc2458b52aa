using GcWatch.Analysis.Gc;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class TargetLifeTests : IDisposable
{
    /// <summary>The budget, with which docs/scale.md reckons.</summary>
    private const int MostSeriesOfATarget = 300;

    /// <summary>Of one that has seen every reason for a collection with every type, every reason for a suspension and every cause of an allocation, and whose pools are counted: no process does.</summary>
    private const int MostSeriesImaginable = 340;

    private readonly MetricsEndpoint endpoint = MetricsEndpoint.Start();
    private readonly List<PlayedTarget> targets = [];

    public void Dispose()
    {
        foreach (PlayedTarget target in targets) target.Dispose();
        endpoint.Dispose();
    }

    [Fact]
    public async Task A_target_that_ends_takes_its_series_and_only_those_out_of_the_next_scrape()
    {
        PlayedTarget ending = Add("shop-1");
        PlayedTarget staying = Add("shop-2");
        foreach (PlayedTarget target in targets) target.Play(story => story.Collect(GcGeneration.Gen0, ms: 1));
        Assert.Equal(["shop-1", "shop-2"], Processes(await endpoint.ScrapeAsync()));
        ending.Dispose();
        for (int count = 2; count <= 4; count++)
        {
            staying.Play(story => story.After(1).Collect(GcGeneration.Gen0, ms: 1));
            StrictScrape scrape = await endpoint.ScrapeAsync();
            Assert.Equal(["shop-2"], Processes(scrape));
            Assert.Equal(count, scrape.Value("dotnet_gc_collections_total", ("process", "shop-2")));
            Assert.Equal(count, scrape.Value("dotnet_gc_pause_duration_seconds_count", ("process", "shop-2")));
        }
    }

    [Fact]
    public async Task A_target_of_the_same_name_starts_from_nothing()
    {
        PlayedTarget first = Add("shop-1");
        first.Play(story => story.Collect(GcGeneration.Gen0, ms: 1).After(1).Collect(GcGeneration.Gen0, ms: 1));
        Assert.Equal(2, (await endpoint.ScrapeAsync()).Value("dotnet_gc_pause_duration_seconds_count"));
        first.Dispose();
        Add("shop-1").Play(story => story.Collect(GcGeneration.Gen0, ms: 1));
        Assert.Equal(1, (await endpoint.ScrapeAsync()).Value("dotnet_gc_pause_duration_seconds_count"));
    }

    [Fact]
    public async Task A_hundred_targets_export_every_series()
    {
        Add("shop-0").Play(EverySeries.Tell);
        string[] ofOne = Shapes(await endpoint.ScrapeAsync(), "shop-0");
        for (int i = 1; i < 100; i++) Add($"shop-{i}").Play(EverySeries.Tell);
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(100, Processes(scrape).Length);
        Assert.All(Processes(scrape), process => Assert.Equal(ofOne, Shapes(scrape, process)));
    }

    [Fact]
    public async Task A_target_that_has_seen_everything_has_few_more()
    {
        StrictScrape scrape = await ScrapeOfTheThirdDayAsync(EverySeries.Tell);
        Assert.True(scrape.Samples.Count() <= MostSeriesImaginable, Counted(scrape));
    }

    [Fact]
    public async Task A_busy_target_has_at_most_three_hundred_series_on_its_third_day()
    {
        StrictScrape scrape = await ScrapeOfTheThirdDayAsync(story => story
            .AllocatedInAll(1)
            .Collect(GcGeneration.Gen0, ms: 1).After(1).Collect(GcGeneration.Gen1, ms: 1).After(1).Collect(GcGeneration.Gen2, ms: 1)
            .After(1).Collect(GcGeneration.Gen2, ms: 1, GcReason.Induced).After(1).Collect(GcGeneration.Gen2, ms: 1, GcReason.LowMemory)
            .After(1).CollectInBackground(firstMs: 1, secondMs: 1).After(1).CollectInBackground(firstMs: 1, secondMs: 1, GcReason.AllocLarge)
            .After(1).Suspend(ms: 1, SuspensionReason.ForDebugger));
        Assert.True(scrape.Samples.Count() is >= 250 and <= MostSeriesOfATarget, Counted(scrape));
    }

    [Fact]
    public async Task A_target_that_is_down_says_why_and_shows_no_old_figures()
    {
        PlayedTarget target = Add("shop-1");
        target.Play(story => story.Collect(GcGeneration.Gen2, ms: 1).AllocatedInAll(10));
        Assert.Equal("", Assert.Single((await endpoint.ScrapeAsync()).All("gcwatch_target_up"))["reason"]);
        target.BecomeDown("permission_denied");
        StrictScrape scrape = await endpoint.ScrapeAsync();
        ScrapedSample up = Assert.Single(scrape.All("gcwatch_target_up"));
        Assert.Equal((0, "permission_denied"), (up.Value, up["reason"]));
        Assert.Equal(1, scrape.Value("gcwatch_target_info"));
        IEnumerable<string> observed = scrape.Families.Values.Where(family => family.Type != "histogram" && family.Samples.Count > 0).Select(family => family.Name);
        Assert.Equal(["gcwatch_target_info", "gcwatch_target_session_state", "gcwatch_target_up"], observed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_target_that_comes_back_is_up_again_in_one_series()
    {
        PlayedTarget target = Add("shop-1");
        target.BecomeDown("attaching");
        Assert.Equal(0, (await endpoint.ScrapeAsync()).Value("gcwatch_target_up"));
        target.BecomeDown("");
        target.Play(story => story.Collect(GcGeneration.Gen0, ms: 1));
        StrictScrape scrape = await endpoint.ScrapeAsync();
        Assert.Equal(1, scrape.Value("gcwatch_target_up"));
        Assert.Equal(1, scrape.Value("dotnet_gc_collections_total"));
    }

    [Fact]
    public async Task Label_values_of_any_kind_survive_the_scrape()
    {
        Add("sh\"op\\1\n").Play();
        Assert.Equal("""sh\"op\\1\n""", Assert.Single((await endpoint.ScrapeAsync()).All("gcwatch_target_up"))["process"]);
    }

    private async Task<StrictScrape> ScrapeOfTheThirdDayAsync(Action<GcStory> tell)
    {
        PlayedTarget target = Add("shop-1");
        target.Exported = EverySeries.OfTheThirdDay;
        target.Play(tell);
        return await endpoint.ScrapeAsync();
    }

    private static string Counted(StrictScrape scrape) =>
        $"{scrape.Samples.Count()} series:\n{string.Join('\n', scrape.Families.Values.Select(family => $"{family.Samples.Count} {family.Name}"))}";

    private PlayedTarget Add(string process)
    {
        var target = new PlayedTarget(process);
        targets.Add(target);
        return target;
    }

    private static string[] Processes(StrictScrape scrape) =>
        [.. scrape.Samples.Select(sample => sample["process"]).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>All series of a target, without its name.</summary>
    private static string[] Shapes(StrictScrape scrape, string process) =>
    [
        .. scrape.Samples.Where(sample => sample["process"] == process)
            .Select(sample => sample.Name + string.Join(',', sample.Labels.Where(label => label.Key != "process").Select(label => label.Key + "=" + label.Value)))
            .Order(StringComparer.Ordinal),
    ];
}
