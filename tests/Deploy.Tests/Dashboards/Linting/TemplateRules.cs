using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>The linter's rules of variables, and of the dashboard as a whole.</summary>
internal static partial class TemplateRules
{
    private const int OnTimeRangeChange = 2;

    private static readonly string[] DataSources = ["$datasource", "${datasource}", "$prometheus_datasource", "${prometheus_datasource}"];
    private static readonly string[] Functions = ["label_names", "label_values", "metrics", "query_result"];

    public static IReadOnlyList<LinterRule> All { get; } =
    [
        LinterRule.OfDashboard("template-datasource-rule", DataSource),
        LinterRule.OfDashboard("template-job-rule", dashboard => Label(dashboard, "job", "Job")),
        LinterRule.OfDashboard("template-instance-rule", dashboard => Label(dashboard, "instance", "Instance")),
        LinterRule.OfDashboard("template-label-promql-rule", dashboard => Queries(dashboard).Where(variable => !IsLabelQuery(Query(variable))).Select(variable => $"{variable.Text("name")}: {Query(variable)}")),
        LinterRule.OfDashboard("template-on-time-change-reload", dashboard => Queries(dashboard)
            .Where(variable => variable["refresh"]?.GetValue<int>() != OnTimeRangeChange).Select(variable => $"{variable.Text("name")} is not refreshed when the time shown changes")),
        LinterRule.OfDashboard("uneditable-dashboard-rule", dashboard => dashboard.Root["editable"]?.GetValue<bool>() == false ? [] : ["is editable"]),
    ];

    private static IEnumerable<string> DataSource(Dashboard dashboard)
    {
        JsonObject[] sources = [.. dashboard.Variables.Where(variable => variable.Text("type") == "datasource")];
        if (sources.Length == 0) yield return "has no variable for its data source";
        foreach (JsonObject source in sources)
        {
            string kind = source.Text("query");
            string[] names = sources.Length == 1 ? ["datasource", $"{kind}_datasource"] : [$"{kind}_datasource"];
            string title = char.ToUpperInvariant(kind[0]) + kind[1..];
            string[] labels = sources.Length == 1 ? ["Data source", $"{title} data source"] : [$"{title} data source"];
            if (!names.Contains(source.Text("name"))) yield return $"its data source is named {source.Text("name")}";
            if (!labels.Contains(source.Text("label"))) yield return $"its data source is labelled {source.Text("label")}";
        }
    }

    private static IEnumerable<string> Label(Dashboard dashboard, string name, string label)
    {
        JsonObject? variable = dashboard.Variables.FirstOrDefault(variable => variable.Text("name") == name);
        if (variable is null) return [$"has no variable {name}"];
        return
        [
            .. DataSources.Contains((variable["datasource"] as JsonObject)?.Text("uid")) ? Array.Empty<string>() : [$"{name} does not ask the data source that was chosen"],
            .. variable.Text("type") == "query" ? Array.Empty<string>() : [$"{name} is no query"],
            .. variable.Text("label") == label ? Array.Empty<string>() : [$"{name} is not labelled {label}"],
            .. variable["multi"]?.GetValue<bool>() == true ? Array.Empty<string>() : [$"{name} cannot be chosen several times"],
            .. variable.Text("allValue") == ".+" ? Array.Empty<string>() : [$"all of {name} is not .+"],
        ];
    }

    private static IEnumerable<JsonObject> Queries(Dashboard dashboard) => dashboard.Variables.Where(variable => variable.Text("type") == "query");

    private static string Query(JsonObject variable) => variable["query"] is JsonObject query ? query.Text("query") : variable.Text("query");

    private static bool IsLabelQuery(string query)
    {
        Match call = Call.Match(query);
        return call.Success && Functions.Contains(call.Groups["function"].Value) && PromExpression.SelectorsOf(call.Groups["argument"].Value).Count > 0;
    }

    [GeneratedRegex("""(?<function>[a-z_]+)\((?<argument>.+)\)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call { get; }
}
