using GcWatch.Harness;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Detection;

/// <summary>
/// The live harness (docs/live-harness.md) in short: hours of judgement in six seconds, calm until the baselines know the usual spread. The
/// leak is so fast that it shows as growth; the leak rule itself wants a day of profile, which only the full harness gives it.
/// </summary>
public sealed class ShortHarnessTests
{
    /// <summary>What a machine that is busy with other things cannot bring about: pauses it can.</summary>
    private static readonly string[] OwnRules = ["leak", "heap_growth", "alloc_burst", "fragmentation", "induced", "gen2_storm"];

    [Fact]
    public async Task A_leak_and_a_burst_are_found_by_their_rules_and_a_cache_that_fills_is_not_taken_for_one()
    {
        var plan = new HarnessPlan
        {
            Scenarios = [Scenario.ListLeak with { LeakPerHour = (0.8, 1) }, Scenario.Burst with { BurstFactor = (6, 7) }, Scenario.CacheRefill],
            Calm = TimeSpan.FromHours(7.5),
            Jitter = TimeSpan.Zero,
            Watch = TimeSpan.FromHours(3.5),
        };

        IReadOnlyList<Outcome> outcomes = await new Round(plan, AgentBinary.Managed).RunAsync();

        Assert.Equal("heap_growth", outcomes[0].FirstRule);
        Assert.Equal("alloc_burst", outcomes[1].FirstRule);
        Assert.All(outcomes, outcome => Assert.DoesNotContain(outcome.FalseAlerts, alert => OwnRules.Contains(alert.Rule)));
    }
}
