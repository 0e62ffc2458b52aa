using GcWatch.Exporters.Prometheus;
using GcWatch.Exporters.Tests.Exposition;

namespace GcWatch.Exporters.Tests.Prometheus;

public sealed class SeriesLimitsTests
{
    /// <summary>One whose allocations are never sampled. Of which the 26 series of the baseline in five families are some 25 KB.</summary>
    private const long MostBytesOfATarget = 240_000;

    public static TheoryData<string> Labels => [.. MetricCatalog.All.AddRange(MetricCatalog.Agent).SelectMany(metric => metric.Labels).Distinct()];

    [Theory]
    [MemberData(nameof(Labels))]
    public void It_is_known_how_many_values_each_label_can_have(string label) => Assert.True(SeriesLimits.IsListed(label));

    [Fact]
    public void No_instrument_keeps_room_for_more_series_than_a_target_has() =>
        Assert.InRange(MetricCatalog.All.Sum(SeriesLimits.Of), 100, 400);

    [Fact]
    public async Task A_target_with_every_reason_and_type_overflows_nowhere()
    {
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        using var target = new PlayedTarget();
        target.Play(EverySeries.Tell);
        foreach (string reason in new[] { "attaching", "permission_denied", "stream_ended", "not_running", "timed_out" }) target.BecomeDown(reason);
        target.BecomeDown("");
        Assert.DoesNotContain("overflow", (await endpoint.ScrapeAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_costs_little_memory()
    {
        const int Count = 50;
        using MetricsEndpoint endpoint = MetricsEndpoint.Start();
        await endpoint.ScrapeAllAsync();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        PlayedTarget[] targets = [.. Enumerable.Range(0, Count).Select(i => new PlayedTarget($"shop-{i}") { Allocations = null, Pools = null })];
        foreach (PlayedTarget target in targets) target.Play(story => story.AllocatedInAll(1));
        await LetItServeAsync(endpoint);
        long each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Count;
        foreach (PlayedTarget target in targets) target.Dispose();
        Assert.InRange(each, 1, MostBytesOfATarget);
    }

    /// <summary>In a method of its own, at whose end the text is garbage: the parsed scrape weighs more than the targets.</summary>
    private static async Task LetItServeAsync(MetricsEndpoint endpoint) => Assert.NotEmpty(await endpoint.ReadAsync());
}
