using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Dashboards.Data;

/// <summary>
/// Puts values in place of variables, as Grafana does for Prometheus when an alert's link has opened the dashboard: of what can be chosen once the
/// scene's service, escaped for a regular expression; of what can be chosen several times all, which is the variable's own pattern. The
/// intervals follow from the time shown and the scrape interval.
/// </summary>
internal sealed partial class Interpolation(Dashboard dashboard)
{
    /// <summary>What is shown.</summary>
    public static readonly TimeSpan Shown = TimeSpan.FromMinutes(2);

    /// <summary>From one point to the next.</summary>
    public static readonly TimeSpan Step = DashboardScene.ScrapeInterval;

    private static readonly Dictionary<string, string> Chosen = new()
    {
        ["namespace"] = DashboardScene.Namespace,
        ["env"] = DashboardScene.Environment,
        ["service"] = DashboardScene.Service,
    };

    public string Of(string expression) => Variable.Replace(expression, match => ValueOf(match.Groups["name"].Value));

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0}s");

    private string ValueOf(string name) => name switch
    {
        "__interval" => Seconds(Step),
        "__rate_interval" => Seconds(4 * DashboardScene.ScrapeInterval),
        "__range" => Seconds(Shown),
        _ => ChoiceOf(dashboard.Variable(name)),
    };

    private static string ChoiceOf(JsonObject variable) => Chosen.TryGetValue(variable.Text("name"), out string? value) && variable["multi"]?.GetValue<bool>() != true
        ? Regex.Escape(value)
        : variable.Text("allValue");

    [GeneratedRegex("""\$\{?(?<name>\w+)\}?""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable { get; }
}
