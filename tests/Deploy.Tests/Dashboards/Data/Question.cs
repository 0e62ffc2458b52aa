using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards.Data;

/// <summary>One thing that a dashboard asks Prometheus.</summary>
/// <param name="Dashboard">The dashboard's uid.</param>
/// <param name="Place">The panel's title, or what else asks.</param>
/// <param name="Reference">A, B, …</param>
/// <param name="Expression">With values in place of the variables.</param>
/// <param name="Path">Under api/v1/, without the time.</param>
internal sealed partial record Question(string Dashboard, string Place, string Reference, string Expression, string Path)
{
    public string Key => $"{Dashboard} | {Place} | {Reference}";

    /// <summary>All that a dashboard asks: panels, annotations and variables.</summary>
    public static IEnumerable<Question> Of(Dashboard dashboard)
    {
        var values = new Interpolation(dashboard);
        return
        [
            .. dashboard.Panels.SelectMany(panel => panel.Targets.Select(target => OfExpression(dashboard, panel.Title, target.Json.Text("refId"), values.Of(target.Expression), target.IsInstant))),
            .. dashboard.Annotations.Select(annotation => OfExpression(dashboard, $"annotation {annotation.Text("name")}", "A", values.Of((annotation["target"] as JsonObject ?? []).Text("expr")), false)),
            .. dashboard.Variables.Where(variable => variable.Text("type") == "query").Select(variable => OfVariable(dashboard, variable.Text("name"), values.Of(variable.Text("definition")))),
        ];
    }

    /// <summary>Whether the answer has a number, or for a variable a value.</summary>
    public async Task<bool> HasDataAsync(PrometheusServer prometheus, DateTimeOffset now)
    {
        string start = Seconds(now - Interpolation.Shown), end = Seconds(now);
        string time = Path.StartsWith("query?", StringComparison.Ordinal) ? $"&time={end}" : $"&start={start}&end={end}";
        JsonElement data = await prometheus.AskAsync(Path + time);
        return data.ValueKind == JsonValueKind.Array
            ? data.GetArrayLength() > 0
            : data.GetProperty("result").EnumerateArray().Any(HasNumber);
    }

    private static Question OfExpression(Dashboard dashboard, string place, string reference, string expression, bool isInstant) => new(
        dashboard.Uid, place, reference, expression,
        isInstant ? $"query?query={Uri.EscapeDataString(expression)}" : $"query_range?query={Uri.EscapeDataString(expression)}&step={Interpolation.Step.TotalSeconds}");

    private static Question OfVariable(Dashboard dashboard, string name, string definition)
    {
        Match match = LabelValues.Match(definition);
        if (!match.Success) throw new InvalidDataException($"{dashboard.Uid}, variable {name}: {definition}");
        return new Question(
            dashboard.Uid, $"variable {name}", "A", definition, $"label/{match.Groups["label"].Value}/values?match[]={Uri.EscapeDataString(match.Groups["selector"].Value)}");
    }

    private static string Seconds(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);

    private static bool HasNumber(JsonElement series) => series.TryGetProperty("values", out JsonElement values)
        ? values.EnumerateArray().Any(IsNumber)
        : IsNumber(series.GetProperty("value"));

    private static bool IsNumber(JsonElement point) => double.TryParse(point[1].GetString(), CultureInfo.InvariantCulture, out double value) && double.IsFinite(value);

    [GeneratedRegex("""^label_values\((?<selector>.+), (?<label>\w+)\)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LabelValues { get; }
}
