using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>A target that is killed takes its series with it, and nothing else.</summary>
public sealed class KilledTargetTests
{
    [Theory]
    [InlineData(LabRuntime.Net8, "managed")]
    [InlineData(LabRuntime.Net10, "managed")]
    [InlineData(LabRuntime.Net10, "native")]
    public async Task Its_series_are_gone_at_the_next_scrape(LabRuntime runtime, string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);
        await using LabProcess lab = await scene.Enclave.StartLabAsync(runtime, "allocate");
        await scene.Agent.ScrapeUntilAsync("a collection", scrape => scrape.Of(lab.Label).Sum(MetricNames.Collections) > 0);

        await lab.Child.SignalAsync("KILL");

        await scene.ForgetsAsync(lab);
        await Eventually.HoldsAsync("its end is said", () => scene.Agent.Log.Contains($"{lab.Label} has ended", StringComparison.Ordinal));
        await scene.IsAsBeforeAsync();
    }
}
