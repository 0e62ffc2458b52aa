namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>What a rule finds wrong.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Dashboard">The dashboard's title.</param>
/// <param name="Panel">The panel's title, or empty where it is the dashboard's fault.</param>
/// <param name="Target">The query in the panel, from 0 on, where it is one's fault.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record LintFault(string Rule, string Dashboard, string Panel, int? Target, string Message);

/// <summary>A rule of grafana/dashboard-linter, under the name that it has there (docs/rules and lint/rule_*.go in its repository, 17 of them).</summary>
/// <param name="Name">By which exceptions name it.</param>
/// <param name="FaultsAsync">What it finds; nothing in a good dashboard.</param>
internal sealed record LinterRule(string Name, Func<Dashboard, Task<IReadOnlyList<LintFault>>> FaultsAsync)
{
    /// <summary>All 17.</summary>
    public static IReadOnlyList<LinterRule> All { get; } = [.. TemplateRules.All, .. PanelRules.All, .. TargetRules.All];

    /// <summary>One for the dashboard as a whole.</summary>
    public static LinterRule OfDashboard(string name, Func<Dashboard, IEnumerable<string>> messages) =>
        Of(name, dashboard => messages(dashboard).Select(message => new LintFault(name, dashboard.Title, "", null, message)));

    /// <summary>One for each panel that shows data: the linter leaves some kinds of panels out, we do not.</summary>
    public static LinterRule OfPanels(string name, Func<Dashboard, Panel, string?> message) => Of(name, dashboard =>
        from panel in dashboard.Panels
        where panel.HasData
        let wrong = message(dashboard, panel)
        where wrong is not null
        select new LintFault(name, dashboard.Title, panel.Title, null, wrong));

    /// <summary>One for each query.</summary>
    public static LinterRule OfTargets(string name, Func<Dashboard, Target, string?> message) => Of(name, dashboard =>
        from panel in dashboard.Panels
        from target in panel.Targets
        let wrong = message(dashboard, target)
        where wrong is not null
        select new LintFault(name, dashboard.Title, panel.Title, target.Index, wrong));

    private static LinterRule Of(string name, Func<Dashboard, IEnumerable<LintFault>> faults) =>
        new(name, dashboard => Task.FromResult<IReadOnlyList<LintFault>>([.. faults(dashboard)]));
}
