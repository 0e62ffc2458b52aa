using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Options;

/// <summary>From what is configured to what the targets are judged by.</summary>
internal static class Judging
{
    /// <summary>What is promised to a service, and its rules.</summary>
    public static JudgeSettings JudgingOf(this AgentOptions options, string service) => new()
    {
        Promises = [.. options.Slo.PromisesOf(service)],
        Limits = LimitsOf(options.Rules),
        TimeScale = options.Rules.TimeScale,
    };

    private static RuleLimits LimitsOf(RulesOptions rules) => new()
    {
        Gen2PerMinute = rules.Gen2StormCollections,
        InducedPerMinute = rules.InducedCollections,
        LongSuspension = rules.LongSuspension,
        StuckPause = rules.StuckPause,
        FragmentedShare = rules.Fragmentation,
        FragmentedBytes = rules.FragmentationMegabytes * 1_000_000L,
        HeapOverTriggerFactor = rules.HeapOverTriggerFactor,
        HeapOverTriggerCollections = rules.HeapOverTriggerCollections,
        HeapOverTriggerFrom = rules.HeapOverTriggerFrom,
    };
}
