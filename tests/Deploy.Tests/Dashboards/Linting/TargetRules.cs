using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>
/// The linter's rules of queries. Whether PromQL is right is asked of promtool by <see cref="PromQlCheck"/>. The two rules of Loki find nothing
/// while no dashboard asks Loki; they are here so that one which does is looked at, with less than a parser of LogQL.
/// </summary>
internal static partial class TargetRules
{
    private const string RateInterval = "$__rate_interval";

    private static readonly string[] Rates = ["rate", "irate"];
    private static readonly string[] CounterFunctions = ["rate", "irate", "increase"];

    public static IReadOnlyList<LinterRule> All { get; } =
    [
        LinterRule.OfTargets("target-logql-rule", (dashboard, target) => !IsLoki(dashboard, target) || LogQuery.IsMatch(target.Expression) ? null : "has no stream selector, or one without an end"),
        LinterRule.OfTargets("target-logql-auto-rule", (dashboard, target) => IsLoki(dashboard, target) && FixedRange.IsMatch(target.Expression) ? "has a fixed range instead of $__auto" : null),
        new LinterRule("target-promql-rule", PromQlCheck.FaultsAsync),
        OfSelectors("target-rate-interval-rule", selector => Rates.Contains(selector.Function) && selector.Range != RateInterval ? $"{selector.Function} over {selector.Range}" : null),
        OfSelectors("target-job-rule", selector => Matches(selector, "job")),
        OfSelectors("target-instance-rule", selector => Matches(selector, "instance")),
        OfSelectors("target-counter-agg-rule", selector => selector.Metric.EndsWith("_total", StringComparison.Ordinal) && !(selector.Range is not null && CounterFunctions.Contains(selector.Function))
            ? $"{selector.Metric} without rate, irate or increase" : null),
    ];

    private static LinterRule OfSelectors(string name, Func<PromSelector, string?> message) => LinterRule.OfTargets(name, (dashboard, target) =>
        IsLoki(dashboard, target) ? null : PromExpression.SelectorsOf(target.Expression).Select(message).FirstOrDefault(wrong => wrong is not null));

    private static string? Matches(PromSelector selector, string label) =>
        selector.Matchers.Contains(new PromMatcher(label, "=~", $"${label}")) ? null : $"{selector.Metric} is not matched by {label}=~\"${label}\"";

    private static bool IsLoki(Dashboard dashboard, Target target) =>
        target.DataSource == "loki" || dashboard.Variables.FirstOrDefault(variable => variable.Text("type") == "datasource")?.Text("query") == "loki";

    [GeneratedRegex("""\{[^{}]*\}""", RegexOptions.None, 1000)]
    private static partial Regex LogQuery { get; }

    [GeneratedRegex("""\[\d""", RegexOptions.None, 1000)]
    private static partial Regex FixedRange { get; }
}
