using System.Collections.Immutable;

namespace GcWatch.Analysis.Slo;

/// <summary>
/// What the alert of a rule is called and who hears it. One list for the agent's own alerts and for the rules that are generated for
/// Prometheus, so that both say the same.
/// </summary>
/// <param name="Rule">The agent's rule behind it.</param>
/// <param name="Label">The label <c>rule</c> of <c>gcwatch_rule_firing</c>.</param>
/// <param name="AlertName">The label <c>alertname</c>; its runbook is docs/runbooks/AlertName.md.</param>
/// <param name="Severity">Who hears it.</param>
/// <param name="Summary">One sentence without figures.</param>
public sealed record AlertDefinition(RuleKind Rule, string Label, string AlertName, AlertSeverity Severity, string Summary)
{
    /// <summary>One for each <see cref="RuleKind"/>, in its order.</summary>
    public static readonly ImmutableArray<AlertDefinition> All =
    [
        new(RuleKind.PauseRegression, "pause_regression", "GcWatchPauseRegression", AlertSeverity.Info, "GC pauses are far longer than usual"),
        new(RuleKind.HeapGrowth, "heap_growth", "GcWatchHeapGrowth", AlertSeverity.Info, "The live heap is far larger than usual"),
        new(RuleKind.AllocationBurst, "alloc_burst", "GcWatchAllocationBurst", AlertSeverity.Notice, "Far more is allocated than usual"),
        new(RuleKind.HeapOverTrigger, "heap_over_trigger", "GcWatchHeapOverTrigger", AlertSeverity.Info, "The heap stays above its usual trigger and collections are frequent"),
        new(RuleKind.Leak, "leak", "GcWatchLeak", AlertSeverity.Ticket, "The live heap has grown steadily for hours"),
        new(RuleKind.Gen2Storm, "gen2_storm", "GcWatchGen2Storm", AlertSeverity.Info, "Full collections follow each other"),
        new(RuleKind.InducedCollections, "induced", "GcWatchInducedCollections", AlertSeverity.Info, "The application forces collections"),
        new(RuleKind.LongSuspension, "long_suspension", "GcWatchLongSuspension", AlertSeverity.Info, "A single pause was very long"),
        new(RuleKind.MemoryDeviation, "memory_deviation", "GcWatchMemoryDeviation", AlertSeverity.Info, "Memory grows outside the managed heap"),
        new(RuleKind.TimeToLimit, "time_to_limit", "GcWatchTimeToLimit", AlertSeverity.Critical, "The memory limit will be reached within the hour"),
        new(RuleKind.StuckPause, "stuck_pause", "GcWatchStuckPause", AlertSeverity.Critical, "All threads stand still and do not go on"),
        new(RuleKind.Fragmentation, "fragmentation", "GcWatchFragmentation", AlertSeverity.Info, "Much of the heap is free space between objects"),
        new(RuleKind.BaselineRebased, "baseline_rebased", "GcWatchBaselineRebased", AlertSeverity.Info, "What was unusual for three days is the new baseline"),
    ];

    public static AlertDefinition Of(RuleKind rule) => All[(int)rule];
}
