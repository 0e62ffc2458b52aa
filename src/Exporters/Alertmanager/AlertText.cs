using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>How an alert reads at Alertmanager: its labels, which are its identity there, and its annotations, which are for people.</summary>
/// <param name="options">What is louder than allowed is made quieter; where runbooks and dashboards are.</param>
/// <param name="agent">Where the agent's own figures are.</param>
/// <param name="mayPage">Whether paging is switched on: only then a critical alert asks for the phone.</param>
internal sealed class AlertText(AlertmanagerOptions options, Uri? agent, bool mayPage)
{
    /// <summary>The label of all alerts that come from the agent and not from Prometheus' rules.</summary>
    public const string Source = "agent";

    /// <summary>Whether a rule's alert is told at all.</summary>
    public bool IsTold(RuleKind rule) => AlertDefinition.Of(rule).Severity <= options.Quietest;

    public PostableAlert Write(DirectAlert alert) =>
        new(Labels(alert.Key), Annotations(alert), alert.StartsAt, alert.EndsAt) { GeneratorUrl = agent };

    /// <summary>The promise that a rule guards; empty for a rule that stands for itself.</summary>
    public static string SloOf(RuleKind rule) => rule switch
    {
        RuleKind.PauseRegression or RuleKind.LongSuspension or RuleKind.StuckPause => "gc-pause",
        RuleKind.HeapGrowth or RuleKind.Leak => "heap-growth",
        RuleKind.AllocationBurst => "alloc-burst",
        _ => "",
    };

    private SortedDictionary<string, string> Labels(AlertKey key)
    {
        AlertDefinition definition = AlertDefinition.Of(key.Rule);
        TargetIdentity target = key.Target;
        AlertSeverity severity = definition.Severity > options.Loudest ? definition.Severity : options.Loudest;
        (string Name, string Value)[] all =
        [
            ("alertname", definition.AlertName), ("severity", severity.Label()), ("rule", definition.Label), ("slo", SloOf(key.Rule)), ("source", Source),
            ("kind", "rule"), ("page", mayPage && severity == AlertSeverity.Critical ? "true" : "false"),
            ("service", target.Service), ("env", target.Env), ("namespace", target.Namespace), ("pod", target.Pod), ("process", target.Process),
        ];
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, string value) in all.Where(label => label.Value.Length > 0)) labels[name] = value;
        return labels;
    }

    private Dictionary<string, string> Annotations(DirectAlert alert)
    {
        AlertDefinition definition = AlertDefinition.Of(alert.Key.Rule);
        var annotations = new Dictionary<string, string>
        {
            ["summary"] = definition.Summary,
            ["description"] = alert.Sentence,
            ["runbook_url"] = $"{options.RunbookFolder.TrimEnd('/')}/{definition.AlertName}.md",
        };
        if (options.Dashboard is { } dashboard) annotations["dashboard_url"] = Fill(dashboard, alert.Key.Target);
        return annotations;
    }

    private static string Fill(string address, TargetIdentity target) => address
        .Replace("{service}", Uri.EscapeDataString(target.Service), StringComparison.Ordinal)
        .Replace("{env}", Uri.EscapeDataString(target.Env), StringComparison.Ordinal)
        .Replace("{namespace}", Uri.EscapeDataString(target.Namespace), StringComparison.Ordinal)
        .Replace("{pod}", Uri.EscapeDataString(target.Pod), StringComparison.Ordinal)
        .Replace("{process}", Uri.EscapeDataString(target.Process), StringComparison.Ordinal);
}
