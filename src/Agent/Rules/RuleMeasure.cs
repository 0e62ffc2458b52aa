using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Rules;

/// <summary>What the description of a rule's alert shows of the worst pods, and the limit beside it.</summary>
/// <param name="What">The beginning of the sentence; the service follows.</param>
/// <param name="Vector">PromQL by pod and process, with the selector of <see cref="AlertTemplates"/>.</param>
/// <param name="Format">How a value is printed.</param>
/// <param name="Limit">From where on the rule fires.</param>
internal sealed record RuleMeasure(string What, string Vector, string Format, string Limit)
{
    private const string Mine = AlertTemplates.Selector;
    private const string Number = "humanize";

    public static RuleMeasure Of(RuleKind rule, RuleSettings settings)
    {
        RulesOptions limits = settings.Options.Rules;
        string range = settings.Time.Range(TimeSpan.FromMinutes(5));
        return rule switch
        {
            RuleKind.PauseRegression => Baseline("The p99 pause is far longer than usual in", "pause_p99", "1.4 times the baseline, and 4 scales"),
            RuleKind.HeapGrowth => Baseline("The live heap is far larger than usual in", "live_heap", "1.35 times the baseline, and 5 scales"),
            RuleKind.AllocationBurst => Baseline("Far more is allocated than usual in", "allocation_rate", "2 times the baseline, and 5 scales"),
            RuleKind.HeapOverTrigger => Baseline(
                "The heap stays above the size at which collections usually start in", "trigger_heap",
                FormattableString.Invariant($"{limits.HeapOverTriggerFactor} times the baseline with {limits.HeapOverTriggerCollections} collections a minute")),
            RuleKind.Leak => new("The live heap grows steadily in", $"max by (pod, process) (gcwatch_gc_live_heap_bytes{{{Mine}}})", "humanize1024", "3 %/h over 3 h, or 0.8 %/h over 12 h"),
            RuleKind.Gen2Storm => PerMinute("Full collections follow each other in", "gc_heap_generation=\"gen2\"", limits.Gen2StormCollections, range),
            RuleKind.InducedCollections => PerMinute("The application forces collections in", "gc_reason=~\"induced.*\"", limits.InducedCollections, range),
            RuleKind.LongSuspension => new(
                "A single pause was very long in", $"max by (pod, process) (gcwatch_gc_pause_quantile_seconds{{{Mine}, q=\"1\", window=\"5m\"}})", "humanizeDuration", Seconds(limits.LongSuspension)),
            RuleKind.StuckPause => new(
                "All threads stand still and do not go on in", $"max by (pod, process) (gcwatch_suspended_seconds{{{Mine}}})", "humanizeDuration", Seconds(limits.StuckPause)),
            RuleKind.MemoryDeviation => Firing("Memory grows outside the managed heap in", rule, FormattableString.Invariant($"{limits.MemoryDeviation:0.##} of the working set for {limits.MemoryDeviationFor}")),
            RuleKind.TimeToLimit => Firing("The memory limit will soon be reached in", rule, limits.TimeToLimit.ToString()),
            RuleKind.Fragmentation => Fragmented(limits),
            RuleKind.BaselineRebased => Firing("What was unusual for three days is the new baseline in", rule, "72 h out of the ordinary"),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not one of the closed set"),
        };
    }

    private static RuleMeasure Baseline(string what, string signal, string limit) =>
        new(what, $"max by (pod, process) (gcwatch_baseline_ratio{{{Mine}, signal=\"{signal}\"}})", Number, limit);

    private static RuleMeasure PerMinute(string what, string collections, double limit, string range) => new(
        what,
        $"60 * sum by (pod, process) (rate(dotnet_gc_collections_total{{{Mine}, {collections}}}[{range}]))",
        Number,
        FormattableString.Invariant($"{limit} a minute"));

    private static RuleMeasure Fragmented(RulesOptions limits) => new(
        "Much of the heap is free space between objects in",
        $"sum by (pod, process) (dotnet_gc_last_collection_heap_fragmentation_size_bytes{{{Mine}}}) / sum by (pod, process) (dotnet_gc_last_collection_heap_size_bytes{{{Mine}}})",
        "humanizePercentage",
        FormattableString.Invariant($"{limits.Fragmentation * 100:0.##}% of the heap, from {limits.FragmentationMegabytes} MB on"));

    private static RuleMeasure Firing(string what, RuleKind rule, string limit) =>
        new(what, $"max by (pod, process) (gcwatch_rule_firing{{{Mine}, rule=\"{AlertDefinition.Of(rule).Label}\"}})", Number, limit);

    private static string Seconds(TimeSpan limit) => FormattableString.Invariant($"{limit.TotalSeconds:0.###}s");
}
