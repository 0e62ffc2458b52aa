using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Rules;

/// <summary>From what the rules are generated: the options that the agent evaluates.</summary>
/// <param name="Options">All options.</param>
/// <param name="Time">The durations.</param>
internal sealed record RuleSettings(AgentOptions Options, RuleTime Time)
{
    /// <summary>By what everything is kept apart: without the namespace strangers would be merged.</summary>
    public const string Key = "namespace, service, env";

    /// <summary>The label page: whether a phone may ring.</summary>
    public RuleText Page(AlertSeverity severity) =>
        new("page", Options.Paging.Enabled && severity == AlertSeverity.Critical ? "true" : "false");

    /// <summary>The two links that every alert has.</summary>
    /// <param name="alert">Its name.</param>
    /// <param name="dashboard">A dashboard's uid, and the query that chooses what it shows.</param>
    public IEnumerable<RuleText> Links(string alert, string dashboard) =>
    [
        new("runbook_url", new Uri(Options.Rules.RunbookUrl, $"{alert}.md").ToString()),
        new("dashboard_url", $"{Options.Rules.DashboardUrl.ToString().TrimEnd('/')}/d/{dashboard}"),
    ];
}
