using GcWatch.Analysis.Slo;
using static GcWatch.Agent.Rules.PrometheusRule;

namespace GcWatch.Agent.Rules;

/// <summary>The alerts of what the agent itself decides: gcwatch_rule_firing, by service. The agent has waited already.</summary>
internal static class DecisionAlerts
{
    public static RuleGroup Group(RuleSettings settings) => new(
        "gcwatch-rule-alerts",
        settings.Time.Wait(TimeSpan.FromSeconds(15)),
        [.. AlertDefinition.All.Select(definition => Alert(definition, settings))]);

    /// <summary>The promise that a rule guards, as the agent's own alerts say it; empty for a rule that stands for itself.</summary>
    public static string SloOf(RuleKind rule) => rule switch
    {
        RuleKind.PauseRegression or RuleKind.LongSuspension or RuleKind.StuckPause => "gc-pause",
        RuleKind.HeapGrowth or RuleKind.Leak => "heap-growth",
        RuleKind.AllocationBurst => "alloc-burst",
        _ => "",
    };

    private static Alert Alert(AlertDefinition definition, RuleSettings settings) => new(
        definition.AlertName,
        $"sum by ({RuleSettings.Key}) (gcwatch_rule_firing{{rule=\"{definition.Label}\"}}) > 0",
        TimeSpan.Zero,
        [.. Labels(definition, settings)],
        [
            new("summary", definition.Summary),
            new("description", Description(definition, settings)),
            .. settings.Links(definition.AlertName, AlertTemplates.ServiceDashboard(Dashboard(definition.Rule))),
        ]);

    private static IEnumerable<RuleText> Labels(AlertDefinition definition, RuleSettings settings)
    {
        yield return new RuleText("severity", definition.Severity.Label());
        yield return settings.Page(definition.Severity);
        yield return new RuleText("rule", definition.Label);
        if (SloOf(definition.Rule) is { Length: > 0 } slo) yield return new RuleText("slo", slo);
        yield return new RuleText("kind", "rule");
        yield return new RuleText("source", "prometheus");
    }

    private static string Description(AlertDefinition definition, RuleSettings settings)
    {
        RuleMeasure measure = RuleMeasure.Of(definition.Rule, settings);
        return $"{measure.What} {AlertTemplates.Service}, processes that it holds for: {{{{ $value }}}}. Worst pods:{AlertTemplates.Worst(measure.Vector, measure.Format)}; the limit is {measure.Limit}."
            + (definition.Severity == AlertSeverity.Critical
                ? $" Most frequent reason:{AlertTemplates.LastReason(settings.Time.Range(TimeSpan.FromMinutes(5)))}. Next: {AlertTemplates.NextCommand}."
                : "");
    }

    private static string Dashboard(RuleKind rule) => rule switch
    {
        RuleKind.Leak or RuleKind.HeapGrowth or RuleKind.MemoryDeviation or RuleKind.TimeToLimit or RuleKind.Fragmentation => "gcwatch-memory",
        _ => "gcwatch-portrait",
    };
}
