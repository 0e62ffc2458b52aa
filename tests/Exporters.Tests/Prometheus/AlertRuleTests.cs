using System.Text.RegularExpressions;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Prometheus;

/// <summary>The rules that are shipped: deploy/prometheus.</summary>
public sealed partial class AlertRuleTests
{
    private static readonly string RulesPath = Repository.PathOf("deploy", "prometheus", "gcwatch-agent.rules.yml");
    private static readonly string TestsPath = Repository.PathOf("deploy", "prometheus", "gcwatch-agent.rules.test.yml");
    private static readonly string Rules = File.ReadAllText(RulesPath);

    public static TheoryData<string> Alerts => [.. AlertName.Matches(Rules).Select(match => match.Groups["name"].Value)];

    [Fact]
    public async Task Promtool_accepts_the_rules()
    {
        (int exitCode, string said) = await Promtool.RunAsync("", "check", "rules", RulesPath);
        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public async Task The_rules_do_what_their_tests_say()
    {
        (int exitCode, string said) = await Promtool.RunAsync("", "test", "rules", TestsPath);
        Assert.True(exitCode == 0, said);
    }

    [Fact]
    public void The_rules_name_only_metrics_that_the_catalog_has()
    {
        string[] named = [.. Expression.Matches(Rules).SelectMany(line => MetricName.Matches(line.Value)).Select(name => name.Value).Distinct()];

        Assert.True(named.Length >= 5, string.Join(", ", named));
        Assert.Empty(named.Except(MetricCatalog.All.Concat(MetricCatalog.Agent).Select(metric => metric.PrometheusName)));
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Every_alert_explains_itself_with_its_numbers_and_has_a_runbook_and_a_test(string alert)
    {
        string rule = Rules.Split("- alert: ").Single(part => part.StartsWith(alert + "\n", StringComparison.Ordinal));

        Assert.Matches("severity: (critical|warning)\n", rule);
        Assert.Contains("summary: \"", rule, StringComparison.Ordinal);
        Assert.Matches("description: \".*\\$value.*\"", rule);
        Assert.Contains($"runbook: docs/runbooks/{alert}.md\n", rule, StringComparison.Ordinal);
        Assert.StartsWith($"# {alert}\n", File.ReadAllText(Repository.PathOf("docs", "runbooks", $"{alert}.md")), StringComparison.Ordinal);
        Assert.Contains($"alertname: {alert}\n", File.ReadAllText(TestsPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_runbook_belongs_to_an_alert() => Assert.Equal(
        Alerts.Select(row => row.Data).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "GcWatch*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [GeneratedRegex("""^ *- alert: (?<name>\w+)$""", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AlertName { get; }

    [GeneratedRegex("""^ *expr: .+$""", RegexOptions.Multiline, 1000)]
    private static partial Regex Expression { get; }

    [GeneratedRegex("""\b(gcwatch|dotnet)_\w+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName { get; }
}
