using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>The alerts of the agent's own rules: by service, as soon as one process says so.</summary>
internal static class DecisionStories
{
    public static IEnumerable<RuleStory> All => AlertDefinition.All.SelectMany(Of);

    private static IEnumerable<RuleStory> Of(AlertDefinition rule)
    {
        string name = rule.AlertName;
        yield return new RuleStory(name, StoryKind.Fires)
            .With(Series(rule, "shop", "shop-1"), "0x3 1x10 0x5").With(Series(rule, "shop", "shop-2"), "1x10 0x8").With(Series(rule, "pay", "pay-1"), "0x18")
            .Firing("1m").Firing("12m").Quiet("15m");
        yield return new RuleStory(name, StoryKind.StaysQuiet)
            .With(Series(rule, "shop", "shop-1"), "0x10").With(Other(rule), "1x10")
            .Quiet("5m");
        yield return new RuleStory(name, StoryKind.Boundary)
            .With(Series(rule, "shop", "shop-1"), "0x10").With(Series(rule, "shop", "shop-2"), "0x5 1x5").With(Strange(rule), "0x5 1x5")
            .Quiet("5m").Firing("6m", 2);
        yield return new RuleStory(name, StoryKind.MissingData)
            .With(Series(rule, "shop", "shop-1"), "1x3 stale _x10")
            .Firing("2m").Quiet("5m");
        yield return new RuleStory(name, StoryKind.Restart)
            .With(Series(rule, "shop", "shop-1"), "1x3 stale _x10").With(Series(rule, "shop", "shop-2"), "_x4 0x10")
            .Firing("2m").Quiet("6m");
    }

    private static string Series(AlertDefinition rule, string service, string pod) =>
        $"gcwatch_rule_firing{{rule=\"{rule.Label}\", namespace=\"web\", service=\"{service}\", env=\"prod\", pod=\"{pod}\", process=\"App-7\"}}";

    /// <summary>A service of the same name in another namespace is another service.</summary>
    private static string Strange(AlertDefinition rule) => Series(rule, "shop", "shop-9").Replace("\"web\"", "\"elsewhere\"", StringComparison.Ordinal);

    private static string Other(AlertDefinition rule) =>
        Series(AlertDefinition.All[((int)rule.Rule + 1) % AlertDefinition.All.Length], "shop", "shop-1");
}
