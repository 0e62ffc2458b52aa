using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>The allocation rate of a process that does not collect.</summary>
public sealed class AllocationRateTests
{
    private const double BytesPerSecond = 200_000;
    private const int Steps = 5;

    [Theory]
    [InlineData(LabRuntime.Net8)]
    [InlineData(LabRuntime.Net9)]
    [InlineData(LabRuntime.Net10)]
    public async Task The_rate_is_right_though_no_collection_happens(LabRuntime runtime)
    {
        await using LabProcess lab = await LabProcess.StartAsync(runtime, "trickle", "--kb-per-second", "200");
        await using AgentProcess agent = await AgentProcess.StartAsync("--pid", lab.PidText);

        // The counter comes once a second: the time between its steps is what the bytes belong to. The first ones include our own attach.
        double value = await NextAsync(agent, await NextAsync(agent, await NextAsync(agent, 0)));
        long start = Stopwatch.GetTimestamp();
        double last = value;
        for (int step = 0; step < Steps; step++) last = await NextAsync(agent, last);
        double rate = (last - value) / Stopwatch.GetElapsedTime(start).TotalSeconds;

        Assert.InRange(rate, BytesPerSecond * 0.9, BytesPerSecond * 1.1);
        Assert.Equal(0, (await agent.ScrapeAsync()).Sum(MetricNames.Collections));
    }

    private static async Task<double> NextAsync(AgentProcess agent, double before)
    {
        Scrape scrape = await agent.ScrapeUntilAsync("the counter's next step", scrape => scrape.Sum(MetricNames.Allocated) > before);
        return scrape.Value(MetricNames.Allocated);
    }
}
