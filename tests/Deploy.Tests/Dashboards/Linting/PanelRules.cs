using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>The linter's rules of panels.</summary>
internal static class PanelRules
{
    /// <summary>Of Grafana's units those that fit what the agent measures; the linter has its whole list.</summary>
    private static readonly string[] Units = ["none", "short", "percent", "percentunit", "bytes", "decbytes", "Bps", "binBps", "s", "ms", "d", "cps", "cpm", "dateTimeFromNow", "bool", "bool_yes_no"];

    public static IReadOnlyList<LinterRule> All { get; } =
    [
        LinterRule.OfPanels("panel-datasource-rule", (dashboard, panel) =>
            dashboard.Variables.Any(variable => variable.Text("type") == "datasource" && (panel.Json["datasource"] as JsonObject)?.Text("uid") == $"${{{variable.Text("name")}}}") ? null : "does not use the data source that was chosen"),
        LinterRule.OfPanels("panel-title-description-rule", (_, panel) => panel.Title.Length > 0 && panel.Json.Text("description").Length > 0 ? null : "has no title or no description"),
        LinterRule.OfPanels("panel-units-rule", (_, panel) => Units.Contains(panel.Defaults.Text("unit")) ? null : $"its unit is '{panel.Defaults.Text("unit")}'"),
        LinterRule.OfPanels("panel-no-targets-rule", (_, panel) => panel.Targets.Any() ? null : "asks nothing"),
    ];
}
