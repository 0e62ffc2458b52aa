using System.Collections.Immutable;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>Whole cycles in one word, for stories that are about something else.</summary>
internal static class WholeCycles
{
    /// <summary>A blocking cycle with every event that belongs to it; it takes no time beyond <paramref name="ms"/>.</summary>
    public static GcStory Collect(
        this GcStory story, int number, GcGeneration generation = GcGeneration.Gen0, double ms = 1,
        HeapStatistics? statistics = null, ImmutableArray<HeapGeneration>? heap = null,
        GcReason reason = GcReason.AllocSmall, GcCycleType type = GcCycleType.NonConcurrent) => story
        .Suspend().Stopped().Start(number, generation, type, reason).After(ms)
        .Describe(false, heap ?? HeapFigures.NoFigures).End(number).Measure(statistics).Restart().Run();

    /// <summary>A background cycle with two suspensions, the first begun by thread 1, the rest on thread 9.</summary>
    public static GcStory CollectInBackground(
        this GcStory story, int number, HeapStatistics? statistics = null, ImmutableArray<HeapGeneration>? heap = null) => story
        .BeginBackground(number, ms: 1).After(ms: 1).StopForBackground(ms: 1).After(ms: 1).EndBackground(number, statistics, heap).On(1);

    /// <summary>The first suspension of a background cycle.</summary>
    public static GcStory BeginBackground(this GcStory story, int number, double ms) =>
        story.On(1).Suspend().Stopped().StartBackground(number).After(ms).Restart().Run();

    /// <summary>The later suspension of a background cycle, by the cycle's own thread.</summary>
    public static GcStory StopForBackground(this GcStory story, double ms) =>
        story.On(9).Suspend(SuspensionReason.ForGCPrep).Stopped().After(ms).Restart().Run();

    /// <summary>The end of a background cycle as workstation GC raises it: descriptions first.</summary>
    public static GcStory EndBackground(
        this GcStory story, int number, HeapStatistics? statistics = null, ImmutableArray<HeapGeneration>? heap = null) =>
        story.On(9).Describe(true, heap ?? HeapFigures.NoFigures).End(number).Measure(statistics);

    /// <summary>Any other stop of all threads.</summary>
    public static GcStory StopFor(this GcStory story, SuspensionReason reason, double ms) =>
        story.Suspend(reason).Stopped().After(ms).Restart().Run();
}
