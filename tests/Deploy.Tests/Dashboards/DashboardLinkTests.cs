using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.Agent.Options;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>Where the dashboards point to, and what points to them.</summary>
public sealed partial class DashboardLinkTests
{
    public static IEnumerable<TheoryDataRow<string, string>> Alerts =>
        RuleFile.AllRules.Where(rule => rule.Alert.Length > 0).Select(rule => new TheoryDataRow<string, string>(rule.Alert, rule.Annotations["dashboard_url"]));

    /// <summary>And the dashboard has the variables that the link sets, and leads on to the alert's runbook.</summary>
    [Theory, MemberData(nameof(Alerts))]
    public void The_dashboard_of_an_alert_is_there(string alert, string link)
    {
        Match address = DashboardUrl.Match(link);
        Dashboard dashboard = Assert.Single(Dashboard.All, dashboard => dashboard.Uid == address.Groups["uid"].Value);
        Assert.All(address.Groups["variable"].Captures, variable => Assert.Contains(dashboard.Variables, known => known.Text("name") == variable.Value));
        Assert.Contains($"${{runbooks:raw}}{alert}.md", UrlsOf(dashboard));
    }

    [Fact]
    public void Every_link_leads_to_a_dashboard_or_to_a_runbook_that_is_there() => Assert.All(
        Dashboard.All.SelectMany(UrlsOf).Where(url => url.Length > 0 && url != "${runbooks:raw}${__data.fields.alertname}.md"),
        url =>
        {
            if (Runbook.Match(url) is { Success: true } runbook) Assert.True(File.Exists(Repository.PathOf("docs", "runbooks", runbook.Groups["file"].Value)), url);
            else Assert.Contains(Dashboard.All, dashboard => url.StartsWith($"/d/{dashboard.Uid}?", StringComparison.Ordinal));
        });

    [Fact]
    public void A_link_to_a_dashboard_keeps_the_time_and_sets_variables_that_it_has() => Assert.All(
        Dashboard.All.SelectMany(UrlsOf).Where(url => url.StartsWith("/d/", StringComparison.Ordinal)),
        url =>
        {
            Assert.Contains("${__url_time_range}", url, StringComparison.Ordinal);
            Dashboard there = Dashboard.All.Single(dashboard => url.StartsWith($"/d/{dashboard.Uid}?", StringComparison.Ordinal));
            Assert.All(SetVariable.Matches(url), set => Assert.Contains(there.Variables, variable => variable.Text("name") == set.Groups["name"].Value));
        });

    [Fact]
    public void The_runbooks_are_where_the_generated_rules_say() =>
        Assert.All(Dashboard.All, dashboard => Assert.Equal(new RulesOptions().RunbookUrl.ToString(), dashboard.Variable("runbooks").Text("query")));

    /// <summary>All values named url, wherever they are.</summary>
    private static IEnumerable<string> UrlsOf(Dashboard dashboard) => UrlsOf((JsonNode?)dashboard.Root);

    private static IEnumerable<string> UrlsOf(JsonNode? node) => node switch
    {
        JsonObject entries => entries.SelectMany(entry => entry.Key == "url" ? [entry.Value?.GetValue<string>() ?? ""] : UrlsOf(entry.Value)),
        JsonArray items => items.SelectMany(UrlsOf),
        _ => [],
    };

    [GeneratedRegex("""/d/(?<uid>[a-z-]+)(\?(var-(?<variable>\w+)=[^&]*&?)*)?$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DashboardUrl { get; }

    [GeneratedRegex("""^\$\{runbooks:raw\}(?<file>\w+\.md)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Runbook { get; }

    [GeneratedRegex("""var-(?<name>\w+)=|\$\{(?<name>\w+):queryparam\}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SetVariable { get; }
}
