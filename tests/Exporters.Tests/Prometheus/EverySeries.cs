using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Tests;

namespace GcWatch.Exporters.Tests.Prometheus;

/// <summary>A story of a target that has every series it can have.</summary>
internal static class EverySeries
{
    /// <summary>Only these can start a gen2 beside the threads.</summary>
    private static readonly GcReason[] BackgroundReasons =
    [
        GcReason.AllocSmall, GcReason.AllocLarge, GcReason.Induced, GcReason.InducedNotForced, GcReason.LowMemory, GcReason.Internal,
        GcReason.PMFullGC, GcReason.BgcTuningSOH, GcReason.BgcTuningLOH, GcReason.BgcStepping,
    ];

    private static readonly TimeSpan[] BurnWindows =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3),
    ];

    /// <summary>Every kind of pause, every reason of a collection with each type that it can have, every reason of a suspension.</summary>
    public static void Tell(GcStory story)
    {
        story.RestartUnpaired().AllocatedInAll(1).LostInAll(1);
        foreach (GcReason reason in Enum.GetValues<GcReason>())
        {
            foreach (GcGeneration generation in new[] { GcGeneration.Gen0, GcGeneration.Gen1, GcGeneration.Gen2 })
            {
                story.After(0.1).Collect(generation, ms: 1, reason);
            }

            if (BackgroundReasons.Contains(reason)) story.After(0.1).CollectInBackground(firstMs: 1, secondMs: 1, reason);
        }

        foreach (SuspensionReason reason in Enum.GetValues<SuspensionReason>()) story.After(0.1).Suspend(ms: 1, reason);
    }

    /// <summary>What a report says from the third day on: each promise's burn rate over all windows, and what every rule has decided.</summary>
    public static GcReport OfTheThirdDay(GcReport report) => report with
    {
        Promises = [.. report.Promises.Select(standing => standing with { Burns = [.. BurnWindows.Select(window => new BurnRate(window, 1))] })],
        Verdicts = [.. Enum.GetValues<RuleKind>().Select(rule => new Verdict(rule, VerdictState.Good, TimeSpan.Zero, ""))],
    };
}
