using System.Globalization;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>The burn-rate alerts of the default promises, 99 % each: 1 % bad is a burn rate of 1.</summary>
internal static class BurnStories
{
    private const string Gold = "gcwatch_slo_events_total{slo=\"gc-pause\", tier=\"gold\"";
    private const string Silver = "gcwatch_slo_slices_total{slo=\"heap-growth\", tier=\"silver\"";
    private const string Who = "namespace=\"web\", service=\"shop\", env=\"prod\", pod=\"shop-1\", process=\"App-7\"";

    public static IEnumerable<RuleStory> All => [.. Rates, .. Volumes];

    /// <summary>Hours long, and the same at an evaluation a minute.</summary>
    public static IEnumerable<RuleStory> Rates =>
    [
        .. Of("GcWatchGoldBurn14x", Gold, 14.4, "2m", "15m"), .. Of("GcWatchGoldBurn6x", Gold, 6, "10m", "40m"),
        .. Of("GcWatchGoldBurn3x", Gold, 3, "50m", "2h"), .. Of("GcWatchGoldBurn1x", Gold, 1, "2h", "4h"),
        .. Of("GcWatchSilverBurn6x", Silver, 6, "10m", "40m"), .. Of("GcWatchSilverBurn1x", Silver, 1, "2h", "4h"),
    ];

    /// <summary>Fewer than 100 pauses in the hour wake nobody, however bad.</summary>
    public static IEnumerable<RuleStory> Volumes =>
    [
        Story("GcWatchGoldBurn14x", StoryKind.Boundary, Gold, "0+1.6x150", "0x150").Quiet("2h"),
        Story("GcWatchGoldBurn14x", StoryKind.Boundary, Gold, "0+1.7x150", "0x150").Firing("2h"),
    ];

    private static IEnumerable<RuleStory> Of(string alert, string counter, double rate, string before, string after)
    {
        yield return Story(alert, StoryKind.Fires, counter, $"0+{Bad(rate * 1.04)}x300", $"0+{Good(rate * 1.04)}x300").Quiet(before).Firing(after);
        yield return Story(alert, StoryKind.StaysQuiet, counter, $"0+{Bad(rate * 0.5)}x300", $"0+{Good(rate * 0.5)}x300").Quiet(after);

        // Exactly the limit is not above it; what is unknown is neither good nor bad.
        yield return Story(alert, StoryKind.Boundary, counter, $"0+{Bad(rate)}x300", $"0+{Good(rate)}x300")
            .With($"{counter}, result=\"unknown\", {Who}}}", "0+5000x300").Quiet(after);
        yield return Story(alert, StoryKind.MissingData, counter, $"0+{Bad(rate * 1.04)}x240 stale _x60", $"0+{Good(rate * 1.04)}x240 stale _x60").Firing("4h").Quiet("4h20m");
        yield return Story(alert, StoryKind.Restart, counter, $"0+{Bad(rate * 0.9)}x20 0+{Bad(rate * 0.9)}x280", $"0+{Good(rate * 0.9)}x20 0+{Good(rate * 0.9)}x280").Quiet("22m").Quiet(after);
    }

    private static RuleStory Story(string alert, StoryKind kind, string counter, string bad, string good)
    {
        string promise = counter[(counter.IndexOf('{', StringComparison.Ordinal) + 1)..];
        return new RuleStory(alert, kind)
            .With($"{counter}, result=\"bad\", {Who}}}", bad).With($"{counter}, result=\"good\", {Who}}}", good)
            .With($"gcwatch_slo_objective_ratio{{{promise}, {Who}}}", bad.Contains("stale", StringComparison.Ordinal) ? "0.99x240 stale _x60" : "0.99x300");
    }

    /// <summary>Of 1000 a minute.</summary>
    private static string Bad(double rate) => (rate * 10).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Good(double rate) => (1000 - (rate * 10)).ToString("0.##", CultureInfo.InvariantCulture);
}
