using GcWatch.Agent.Options;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Options;

public sealed class JudgingTests
{
    [Fact]
    public void Each_limit_that_can_be_configured_reaches_the_rules()
    {
        var options = new AgentOptions
        {
            Rules = new RulesOptions
            {
                Gen2StormCollections = 3, InducedCollections = 4, LongSuspension = TimeSpan.FromSeconds(5), StuckPause = TimeSpan.FromSeconds(6),
                Fragmentation = 0.7, FragmentationMegabytes = 8, HeapOverTriggerFactor = 9, HeapOverTriggerCollections = 10,
                HeapOverTriggerFrom = GcGeneration.Gen1,
            },
        };
        var expected = new RuleLimits
        {
            Gen2PerMinute = 3, InducedPerMinute = 4, LongSuspension = TimeSpan.FromSeconds(5), StuckPause = TimeSpan.FromSeconds(6),
            FragmentedShare = 0.7, FragmentedBytes = 8_000_000, HeapOverTriggerFactor = 9, HeapOverTriggerCollections = 10,
            HeapOverTriggerFrom = GcGeneration.Gen1,
        };
        Assert.Equal(expected, options.JudgingOf("orders").Limits);
    }
}
