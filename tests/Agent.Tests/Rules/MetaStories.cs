namespace GcWatch.Agent.Tests.Rules;

/// <summary>The alerts about the watching itself.</summary>
internal static class MetaStories
{
    private const string Service = "namespace=\"web\", service=\"shop\", env=\"prod\"";

    public static IEnumerable<RuleStory> All => [.. AgentDown(), .. Shares(), .. Detached(), .. Sessions(), .. Lost(), .. Blind(), .. Stale()];

    private static IEnumerable<RuleStory> AgentDown()
    {
        const string Up = "up{job=\"web/gcwatch\", instance=\"node-1:9464\", namespace=\"web\", pod=\"shop-1\"}";
        yield return Story("GcWatchAgentDown", StoryKind.Fires).With(Up, "1x3 0x10 1x5").Quiet("4m").Firing("6m").Quiet("15m");
        yield return Story("GcWatchAgentDown", StoryKind.StaysQuiet).With(Up.Replace("web/gcwatch", "node", StringComparison.Ordinal), "0x10").Quiet("8m");
        yield return Story("GcWatchAgentDown", StoryKind.Boundary).With(Up, "1 0 1 0 1 0 1 0 1").Quiet("7m");
        yield return Story("GcWatchAgentDown", StoryKind.MissingData).With(Up, "0x5 stale _x5").Firing("3m").Quiet("8m");
        yield return Story("GcWatchAgentDown", StoryKind.Restart).With(Up, "1 1 0 1x10").Quiet("3m").Quiet("8m");
    }

    private static IEnumerable<RuleStory> Shares() =>
    [
        .. Share("GcWatchAgentStalled", "gcwatch_agent_stall_seconds_total"), .. Share("GcWatchAgentThrottled", "gcwatch_agent_throttled_seconds_total"),
    ];

    private static IEnumerable<RuleStory> Share(string alert, string metric)
    {
        string counter = metric + "{instance=\"node-1:9464\"}";
        yield return Story(alert, StoryKind.Fires).With(counter, "0+7x20").Firing("15m");
        yield return Story(alert, StoryKind.StaysQuiet).With(counter, "0+1x20").Quiet("15m");
        yield return Story(alert, StoryKind.Boundary).With(counter, "0+6x20").Quiet("15m");
        yield return Story(alert, StoryKind.MissingData).With(counter, "0+7x15 stale _x10").Firing("14m").Quiet("22m");
        yield return Story(alert, StoryKind.Restart).With(counter, "1000+3x10 0+3x10").Quiet("11m").Quiet("15m");
    }

    private static IEnumerable<RuleStory> Detached()
    {
        const string Up = $"gcwatch_target_up{{{Service}, pod=\"shop-1\", process=\"App-7\", reason=\"refused\"}}";
        yield return Story("GcWatchTargetDetached", StoryKind.Fires).With(Up, "0x10").Quiet("0m").Firing("2m");
        yield return Story("GcWatchTargetDetached", StoryKind.StaysQuiet).With(Up, "1x10").Quiet("5m");
        yield return Story("GcWatchTargetDetached", StoryKind.Boundary).With(Up, "0 1 0 1 0 1").Quiet("4m");
        yield return Story("GcWatchTargetDetached", StoryKind.MissingData).With(Up, "0x3 stale _x5").Firing("3m").Quiet("6m");
        yield return Story("GcWatchTargetDetached", StoryKind.Restart).With(Up, "1x3 stale _x10").With(Up.Replace("App-7", "App-8", StringComparison.Ordinal), "_x4 1x10").Quiet("8m");
    }

    private static IEnumerable<RuleStory> Sessions() => [.. Session("GcWatchTargetStalled", "stalled"), .. Session("GcWatchTargetStopped", "stopped")];

    private static IEnumerable<RuleStory> Session(string alert, string state)
    {
        string series = $"gcwatch_target_session_state{{{Service}, pod=\"shop-1\", process=\"App-7\", state=\"{state}\"}}";
        yield return Story(alert, StoryKind.Fires).With(series, "1x10").Quiet("0m").Firing("2m");
        yield return Story(alert, StoryKind.StaysQuiet).With(series, "0x10").With(series.Replace(state, "receiving", StringComparison.Ordinal), "1x10").Quiet("5m");
        yield return Story(alert, StoryKind.Boundary).With(series, "0x2 1x8").Quiet("2m").Quiet("3m").Firing("5m");
        yield return Story(alert, StoryKind.MissingData).With(series, "1x3 stale _x5").Firing("3m").Quiet("6m");
        yield return Story(alert, StoryKind.Restart).With(series, "1x3 stale _x10").With(series.Replace("App-7", "App-8", StringComparison.Ordinal), "_x4 0x10").Firing("3m").Quiet("8m");
    }

    private static IEnumerable<RuleStory> Lost()
    {
        const string Who = $"{{{Service}, pod=\"shop-1\", process=\"App-7\"}}";
        const string Gaps = $"gcwatch_gc_number_gaps_total{Who}";
        const string Drops = $"gcwatch_events_dropped_total{Who}";
        yield return Story("GcWatchEventsLost", StoryKind.Fires).With(Gaps, "0 0 0 4x20").With(Drops, "0x20").Quiet("2m").Firing("5m").Quiet("10m");
        yield return Story("GcWatchEventsLost", StoryKind.StaysQuiet).With(Gaps, "3x20").With(Drops, "9x20").Quiet("10m");
        yield return Story("GcWatchEventsLost", StoryKind.Boundary).With(Gaps, "0x20").With(Drops, "0x12 1x8").Quiet("12m").Firing("15m");
        yield return Story("GcWatchEventsLost", StoryKind.MissingData).With(Gaps, "0 0 0 4x3 stale _x10").Quiet("14m");
        yield return Story("GcWatchEventsLost", StoryKind.Restart).With(Gaps, "7x10 0x10").With(Drops, "7x10 0x10").Quiet("12m").Quiet("18m");
    }

    private static IEnumerable<RuleStory> Blind()
    {
        const string Agent = "up{job=\"gcwatch\", namespace=\"web\", service=\"shop\", env=\"prod\", pod=\"shop-3\"}";
        yield return Story("GcWatchServiceBlind", StoryKind.Fires).With(Target("shop-1"), "1x10").With(Target("shop-2"), "0x10").With(Agent, "0x10").Quiet("1m").Firing("5m");
        yield return Story("GcWatchServiceBlind", StoryKind.StaysQuiet).With(Target("shop-1"), "1x10").With(Target("shop-2"), "1x10").With(Target("shop-3"), "0x10").Quiet("5m");
        yield return Story("GcWatchServiceBlind", StoryKind.Boundary).With(Target("shop-1"), "1x10").With(Target("shop-2"), "0x10").Quiet("5m");
        yield return Story("GcWatchServiceBlind", StoryKind.MissingData).With(Target("shop-1"), "1x3 stale _x10").With(Agent, "1x3 stale _x10").Quiet("8m");
        yield return Story("GcWatchServiceBlind", StoryKind.Restart).With(Target("shop-1"), "1x3 stale _x10").With(Agent, "1x3 0x10").Quiet("3m").Firing("8m");
    }

    private static string Target(string pod) => $"gcwatch_target_up{{{Service}, pod=\"{pod}\", process=\"App-7\"}}";

    private static IEnumerable<RuleStory> Stale()
    {
        const string Lag = "gcwatch_gc_live_heap_bytes{namespace=\"web\", service=\"shop\", env=\"prod\", pod=\"shop-1\", process=\"App-7\"}";
        yield return Story("GcWatchBaselineStale", StoryKind.Fires).With(Target("shop-1"), "1x300").Quiet("1h").Firing("2h5m");
        yield return Story("GcWatchBaselineStale", StoryKind.StaysQuiet).With(Target("shop-1"), "1x300").With(Lag, "1000000x300").Quiet("4h");
        yield return Story("GcWatchBaselineStale", StoryKind.Boundary).With(Target("shop-1"), "1x130").Quiet("1h59m").Firing("2h1m");
        yield return Story("GcWatchBaselineStale", StoryKind.MissingData).With(Target("shop-1"), "0x300").Quiet("4h");
        yield return Story("GcWatchBaselineStale", StoryKind.Restart).With(Target("shop-1"), "1x100 stale _x200").With(Lag, "1000000x100 stale _x200").With(Target("shop-2"), "_x101 1x200").Quiet("3h");
    }

    /// <summary>Played without gcwatch-slo.rules.yml: what that would record is given.</summary>
    public static IEnumerable<RuleStory> WithoutRecordings()
    {
        const string Promise = "slo=\"gc-pause\", tier=\"gold\", namespace=\"web\", service=\"shop\", env=\"prod\"";
        const string Objective = $"gcwatch_slo_objective_ratio{{{Promise}, pod=\"shop-1\"}}";
        const string Recorded = $"slo:objective:ratio{{{Promise}}}";
        yield return Story("GcWatchRulesMissing", StoryKind.Fires).With(Objective, "0.99x60").Quiet("10m").Firing("20m");
        yield return Story("GcWatchRulesMissing", StoryKind.StaysQuiet).With(Objective, "0.99x60").With(Recorded, "0.99x60").Quiet("30m");
        yield return Story("GcWatchRulesMissing", StoryKind.Boundary).With(Objective, "0.99x60").Quiet("14m").Firing("16m");
        yield return Story("GcWatchRulesMissing", StoryKind.MissingData).With(Objective, "0.99x5 stale _x60").Quiet("40m");
        yield return Story("GcWatchRulesMissing", StoryKind.Restart).With(Objective, "0.99x10 stale _x3 0.99x10").Quiet("20m");
    }

    private static RuleStory Story(string alert, StoryKind kind) => new(alert, kind);
}
