using System.Text.RegularExpressions;
using GcWatch.Agent.Rules;
using GcWatch.Analysis.Slo;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>Who hears what: the table of docs/alertmanager.md against the routes of deploy/alertmanager, alert by alert, by amtool itself.</summary>
public sealed partial class RoutingTests
{
    private static readonly string[] Silent = ["nobody"];

    public static TheoryData<string> Names => [.. ShippedAlerts.All(paging: false).Select(alert => alert.Name)];

    public static TheoryData<string> Direct => [.. AlertDefinition.All.Select(definition => definition.AlertName)];

    [Fact]
    public void The_table_has_every_alert_once() => Assert.Equal(
        ShippedAlerts.All(paging: false).Select(alert => alert.Name).Order(StringComparer.Ordinal), Table().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Those_hear_it_whom_the_table_names(string name)
    {
        string heard = Table()[name];
        Assert.Equal(Off(heard), await ReceiversAsync(name, paging: false, "web"));
        Assert.Equal(Receivers(heard), await ReceiversAsync(name, paging: true, "web"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_another_teams_namespace_that_team_hears_it_and_nobody_here(string name)
    {
        string there = Receivers(Table()[name].Replace("WeCom", "ticket", StringComparison.Ordinal));
        string all = string.Join(',', there.Split(',').Select(receiver => Silent.Contains(receiver) ? receiver : $"payments-{receiver}"));
        Assert.Equal(all, await ReceiversAsync(name, paging: true, "payments"));
    }

    /// <summary>The agent sends it a step quieter, or as loud as the rule once that is configured; the tier is the rule's alone.</summary>
    [Theory]
    [MemberData(nameof(Direct))]
    public async Task The_same_people_hear_it_straight_from_the_agent(string name)
    {
        Dictionary<string, string> labels = ShippedAlerts.Labels(ShippedAlerts.All(paging: true).Single(alert => alert.Name == name), "web");
        labels["source"] = "agent";
        labels["pod"] = "shop-1";
        Assert.Equal(Receivers(Table()[name]), await Amtool.ReceiversAsync(labels));

        if (labels["severity"] != "critical") return;
        (labels["severity"], labels["page"]) = ("warning", "false");
        Assert.Equal("chat", await Amtool.ReceiversAsync(labels));
    }

    [Theory]
    [InlineData("alertname=GcWatchAgentDown", "kind=meta", "severity=critical", "page=true", "chat")]
    [InlineData("alertname=GcWatchSomethingNew", "kind=rule", "severity=unheard-of", "page=true", "nobody")]
    [InlineData("alertname=KubePodCrashLooping", "kind=rule", "severity=critical", "page=true", "nobody")]
    public async Task What_is_not_in_the_table_rings_no_phone(params string[] labelsAndReceiver) => Assert.Equal(
        labelsAndReceiver[^1],
        await Amtool.ReceiversAsync(labelsAndReceiver[..^1].Select(label => label.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))));

    private static Task<string> ReceiversAsync(string name, bool paging, string ns) =>
        Amtool.ReceiversAsync(ShippedAlerts.Labels(ShippedAlerts.All(paging).Single(alert => alert.Name == name), ns));

    /// <summary>As amtool names the receivers of a row such as "phone and chat".</summary>
    private static string Receivers(string heard) => heard.Replace(" and ", ",", StringComparison.Ordinal).Replace("WeCom", "wecom", StringComparison.Ordinal);

    private static string Off(string heard) => Receivers(heard.Replace("phone and ", "", StringComparison.Ordinal));

    private static Dictionary<string, string> Table() => Row.Matches(File.ReadAllText(Repository.PathOf("docs", "alertmanager.md")))
        .ToDictionary(row => row.Groups["alert"].Value, row => row.Groups["heard"].Value);

    [GeneratedRegex("""^\| `(?<alert>GcWatch\w+)` \| (?<heard>phone and chat|chat|ticket|WeCom|nobody) \|""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row { get; }
}
