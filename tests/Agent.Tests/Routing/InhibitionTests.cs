using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Routing;

/// <summary>
/// What silences what, in a real Alertmanager with the inhibition that is shipped. Each pair has a namespace of its own, so that all stand
/// side by side; what must be silenced comes last, and where it is, the rest has been judged.
/// </summary>
public sealed partial class InhibitionTests
{
    private const string Shop = "service=shop env=prod";
    private const string Down = "GcWatchAgentDown kind=meta severity=warning source=prometheus";
    private const string Detached = $"GcWatchTargetDetached kind=meta severity=warning source=prometheus {Shop}";
    private const string Lost = $"GcWatchEventsLost kind=meta severity=warning source=prometheus {Shop} pod=shop-1 process=App-1";
    private const string Blind = $"GcWatchServiceBlind kind=meta severity=warning source=prometheus {Shop}";
    private const string Stale = $"GcWatchBaselineStale kind=meta severity=ticket source=prometheus {Shop}";
    private const string Missing = $"GcWatchRulesMissing kind=meta severity=ticket source=prometheus {Shop} slo=gc-pause";
    private const string Page = $"GcWatchGoldBurn14x kind=promise severity=critical page=true tier=gold slo=gc-pause source=prometheus {Shop}";
    private const string Warn = $"GcWatchGoldBurn3x kind=promise severity=warning tier=gold slo=gc-pause source=prometheus {Shop}";
    private const string Silver = $"GcWatchSilverBurn6x kind=promise severity=ticket tier=silver slo=heap-growth source=prometheus {Shop}";
    private const string Leak = $"GcWatchLeak kind=rule rule=leak severity=ticket slo=heap-growth source=prometheus {Shop}";
    private const string Burst = $"GcWatchAllocationBurst kind=rule rule=alloc_burst severity=notice slo=alloc-burst source=prometheus {Shop}";
    private const string Storm = $"GcWatchGen2Storm kind=rule rule=gen2_storm severity=info source=prometheus {Shop}";
    private const string Limit = $"GcWatchTimeToLimit kind=rule rule=time_to_limit severity=critical page=true source=prometheus {Shop}";
    private const string Stuck = $"GcWatchStuckPause kind=rule rule=stuck_pause severity=critical page=true slo=gc-pause source=prometheus {Shop}";
    private const string Straight = $"GcWatchStuckPause kind=rule rule=stuck_pause severity=critical slo=gc-pause source=agent {Shop}";
    private const string StraightLeak = $"GcWatchLeak kind=rule rule=leak severity=ticket slo=heap-growth source=agent {Shop} pod=shop-1 process=App-1";
    private const string Crash = "KubePodCrashLooping severity=warning";

    /// <summary>The first is said; the second goes on being heard.</summary>
    private static readonly (string Said, string Heard)[] Heard =
    [
        ($"{Down} pod=shop-1", $"{Straight} pod=shop-2 process=App-1"),
        ($"{Down} pod=shop-1", Page),
        ($"{Down} pod=shop-1", $"{Crash} pod=shop-1"),
        ($"{Down} pod=shop-1", $"{Detached} pod=shop-1 process=App-1"),
        ($"{Down} pod=shop-1 namespace=elsewhere", $"{Straight} pod=shop-1 process=App-1"),
        ($"{Down} instance=node-1", Page),
        ($"{Down} instance=node-1", $"{Straight} process=App-1"),
        ($"{Detached} pod=shop-1 process=App-1", Page),
        ($"{Detached} pod=shop-1 process=App-1", Silver),
        ($"{Detached} pod=shop-1 process=App-1", $"{Straight} pod=shop-2 process=App-1"),
        ($"{Detached} pod=shop-1 process=App-1", $"{Straight} pod=shop-1 process=App-2"),
        ($"{Detached} process=App-1", $"{Straight} process=App-1"),
        (Lost, $"{Straight} pod=shop-1 process=App-1"),
        (Lost, Page),
        (Lost, Leak),
        (Blind, Leak),
        (Blind, Limit),
        (Blind, Page.Replace("env=prod", "env=test", StringComparison.Ordinal)),
        ($"{Blind} namespace=elsewhere", Page),
        (Stale, Page),
        (Stale, Limit),
        (Stale, Storm),
        (Stale, Burst.Replace("service=shop", "service=pay", StringComparison.Ordinal)),
        (Page, Silver),
        (Page, Missing),
        (Page, Warn.Replace("service=shop", "service=pay", StringComparison.Ordinal)),
        (Page, Page.Replace("14x", "6x", StringComparison.Ordinal)),
        ($"{Page} namespace=elsewhere", Warn),
        (Limit, Blind),
        (Limit, $"{Detached} pod=shop-1 process=App-1"),
        (Limit, Storm),
        (Missing, Leak),
        ($"{Straight} pod=shop-1 process=App-1", Stuck),
        (Stuck, Straight.Replace("service=shop", "service=pay", StringComparison.Ordinal)),
    ];

    /// <summary>The first is said; the second is silenced.</summary>
    private static readonly (string Said, string Silenced)[] Silenced =
    [
        ($"{Down} pod=shop-1", $"{Straight} pod=shop-1 process=App-1"),
        ($"{Detached} pod=shop-1 process=App-1", $"{Straight} pod=shop-1 process=App-1"),
        (Detached.Replace("Detached", "Stopped", StringComparison.Ordinal) + " pod=shop-1 process=App-1", $"{Straight} pod=shop-1 process=App-1"),
        (Lost, StraightLeak),
        (Blind, Page),
        (Blind, Silver),
        (Stale, Burst),
        (Stale, Leak),
        (Page, Warn),
        (Stuck, Warn),
        (Leak, StraightLeak),
        (Stuck, $"{Straight} pod=shop-1 process=App-1"),
    ];

    [Fact]
    public async Task Only_what_the_table_says_is_silenced()
    {
        string configuration = (await File.ReadAllTextAsync(Amtool.Shipped)).Replace("/etc/alertmanager/secrets", AlertmanagerServer.Folder, StringComparison.Ordinal);
        await using AlertmanagerServer server = await AlertmanagerServer.StartAsync(
            configuration, files: new Dictionary<string, string> { ["gcwatch.tmpl"] = await File.ReadAllTextAsync(Repository.PathOf("deploy", "alertmanager", "gcwatch.tmpl")) });
        (string Said, string Told)[] pairs = [.. Heard, .. Silenced];

        await server.TellAsync(pairs.Select((pair, number) => Labels(pair.Said, number)));
        await server.TellAsync(pairs.Select((pair, number) => Labels($"{pair.Told} told=second", number)));
        IReadOnlyList<SeenAlert> seen = await server.AlertsUntilAsync(
            "the last is silenced", alerts => alerts.Any(alert => NumberOf(alert) == pairs.Length - 1 && IsSecond(alert) && alert.State == "suppressed"));

        Assert.Equal(pairs.Length, seen.Count(IsSecond));
        IEnumerable<string> silenced = seen.Where(alert => IsSecond(alert) && alert.State == "suppressed").Select(NumberOf).Order().Select(number => Text(pairs[number]));
        Assert.Equal(Silenced.Select(Text), silenced);
    }

    [Fact]
    public void Every_rule_keeps_to_alerts_of_GcWatch_and_never_compares_labels_that_may_be_missing()
    {
        string text = File.ReadAllText(Amtool.Shipped);
        (string Source, string Target, string Equal)[] rules = [.. Rule.Matches(text).Select(rule => (rule.Groups["source"].Value, rule.Groups["target"].Value, rule.Groups["equal"].Value))];

        Assert.Equal(8, rules.Length);
        Assert.All(rules, rule => Assert.Contains("GcWatch", rule.Target, StringComparison.Ordinal));
        Assert.All(rules.Where(rule => rule.Equal.Contains("pod", StringComparison.Ordinal)), rule => Assert.All([rule.Source, rule.Target], side => Assert.Contains("pod=~\".+\"", side, StringComparison.Ordinal)));
        Assert.All(
            rules.Where(rule => rule.Equal.Contains("slo", StringComparison.Ordinal) && !rule.Equal.Contains("alertname", StringComparison.Ordinal)),
            rule => Assert.All([rule.Source, rule.Target], side => Assert.Contains("slo=~\".+\"", side, StringComparison.Ordinal)));
    }

    private static string Text((string Said, string Told) pair) => $"{pair.Said} -> {pair.Told}";

    private static bool IsSecond(SeenAlert alert) => alert.Labels.ContainsKey("told");

    private static int NumberOf(SeenAlert alert) => int.Parse(alert.Labels["namespace"].AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A name, then labels; the namespace is the pair's.</summary>
    private static Dictionary<string, string> Labels(string text, int number)
    {
        string[] words = text.Split(' ');
        var labels = new Dictionary<string, string>
        {
            ["alertname"] = words[0],
            ["namespace"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"n{number}"),
        };
        foreach (string[] pair in words.Skip(1).Select(word => word.Split('='))) labels[pair[0]] = pair[1];
        if (labels["namespace"] == "elsewhere") labels["namespace"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"e{number}");
        return labels;
    }

    [GeneratedRegex("""- source_matchers: (?<source>.+)\n +target_matchers: (?<target>.+)\n +equal: (?<equal>.+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule { get; }
}
