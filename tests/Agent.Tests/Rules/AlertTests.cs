using System.Text.RegularExpressions;
using GcWatch.Agent.Rules;
using GcWatch.Exporters.Prometheus;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>Each alert that is generated, by itself.</summary>
public sealed partial class AlertTests
{
    private static readonly string[] Headings = ["Meaning", "Impact", "Diagnosis", "Mitigation"];

    private static readonly RuleGroup[] Groups =
    [
        .. SloRecordings.Groups(RuleOutputTests.Settings("{}")), BurnAlerts.Group(RuleOutputTests.Settings("{}")), DecisionAlerts.Group(RuleOutputTests.Settings("{}")),
        MetaAlerts.Group(RuleOutputTests.Settings("{}")), .. HistoryRules.Groups(RuleOutputTests.Settings("{}")), FallbackRules.Group(RuleOutputTests.Settings("{}")),
    ];

    public static TheoryData<string> Names => [.. Alerts.Select(alert => alert.Name)];

    private static IEnumerable<PrometheusRule.Alert> Alerts => Groups.SelectMany(group => group.Rules).OfType<PrometheusRule.Alert>();

    [Theory]
    [MemberData(nameof(Names))]
    public void It_says_what_it_means_with_its_numbers_and_where_to_read_on(string name)
    {
        PrometheusRule.Alert alert = Alerts.Single(alert => alert.Name == name);
        Assert.Equal(["summary", "description", "runbook_url", "dashboard_url"], alert.Annotations.Select(text => text.Name));
        Assert.DoesNotContain("{{", alert.Annotations[0].Text, StringComparison.Ordinal);
        Assert.Contains("$value", alert.Annotations[1].Text, StringComparison.Ordinal);
        Assert.EndsWith($"/{name}.md", alert.Annotations[2].Text, StringComparison.Ordinal);
        Assert.Matches("^(critical|warning|ticket|notice|info)$", alert.Labels.Single(label => label.Name == "severity").Text);
        Assert.Equal("prometheus", alert.Labels.Single(label => label.Name == "source").Text);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_story_of_each_kind(string name) => Assert.Equal(
        Enum.GetValues<StoryKind>(),
        DecisionStories.All.Concat(MetaStories.All).Concat(MetaStories.WithoutRecordings()).Concat(BurnStories.All)
            .Where(story => story.Alert == name).Select(story => story.Kind).Distinct().Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void It_has_a_runbook_of_four_parts(string name)
    {
        string runbook = File.ReadAllText(Repository.PathOf("docs", "runbooks", $"{name}.md"));
        Assert.StartsWith($"# {name}\n", runbook, StringComparison.Ordinal);
        Assert.Equal(Headings, Heading.Matches(runbook).Select(match => match.Groups["name"].Value));
    }

    [Fact]
    public void Every_runbook_belongs_to_an_alert() => Assert.Equal(
        Alerts.Select(alert => alert.Name).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.PathOf("docs", "runbooks"), "*.md").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void The_rules_name_only_metrics_that_the_catalog_has()
    {
        string[] named = [.. Texts().SelectMany(text => MetricName.Matches(text)).Select(name => name.Value).Distinct()];

        Assert.True(named.Length >= 20, string.Join(", ", named));
        Assert.Empty(named.Except(MetricCatalog.All.Concat(MetricCatalog.Agent).Select(metric => metric.PrometheusName)));
    }

    [Fact]
    public void What_the_rules_read_of_each_other_is_recorded()
    {
        string[] recorded = [.. Groups.SelectMany(group => group.Rules).OfType<PrometheusRule.Recording>().Select(rule => rule.Name)];
        Assert.Empty(Texts().SelectMany(text => RecordedName.Matches(text)).Select(name => name.Value).Distinct().Except(recorded));
    }

    [Fact]
    public void No_rule_looks_at_raw_samples_of_more_than_an_hour() => Assert.DoesNotContain(
        Groups.SelectMany(group => group.Rules),
        rule => RawRange.Matches(rule.Expression).Any(range => range.Groups["range"].Value is not ("5m" or "10m" or "1h")));

    [Fact]
    public void A_phone_rings_for_critical_alerts_only_and_only_when_paging_is_switched_on()
    {
        Assert.DoesNotContain(Alerts, alert => alert.Labels.Any(label => label is { Name: "page", Text: "true" }));
        RuleSettings paging = RuleOutputTests.Settings("""{ "Paging": { "Enabled": true } }""");
        Assert.All(
            new[] { BurnAlerts.Group(paging), DecisionAlerts.Group(paging), MetaAlerts.Group(paging) }.SelectMany(group => group.Rules),
            rule => Assert.Equal(rule.Labels[0].Text == "critical" ? "true" : "false", rule.Labels.Single(label => label.Name == "page").Text));
    }

    private static IEnumerable<string> Texts() =>
        Groups.SelectMany(group => group.Rules).SelectMany(rule => rule is PrometheusRule.Alert alert ? [alert.Expression, alert.Annotations[1].Text] : new[] { rule.Expression });

    [GeneratedRegex("""\b(gcwatch|dotnet)_\w+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetricName { get; }

    [GeneratedRegex("""\b(gcwatch|slo):\w+:\w+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RecordedName { get; }

    [GeneratedRegex("""\b(gcwatch|dotnet)_\w+(\{[^}]*\})?\[(?<range>\w+)[\]:]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RawRange { get; }

    [GeneratedRegex("""^## (?<name>.+)$""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading { get; }
}
