using GcWatch.Analysis.Gc;

namespace GcWatch.Tests;

/// <summary>
/// Events as a runtime would raise them, told in the order of time. Every suspension takes 100 µs to stop the threads; sizes are made
/// from the collection's number, so that no two are alike.
/// </summary>
internal sealed class GcStory
{
    private const long GcThread = 7;
    private static readonly TimeSpan StopTime = TimeSpan.FromMicroseconds(100);

    private readonly List<GcEvent> events = [];
    private int number;

    public IReadOnlyList<GcEvent> Events => events;

    public TimeSpan Now { get; private set; }

    public GcStory After(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    /// <summary>One suspension with one collection in it; the pause is the whole suspension.</summary>
    public GcStory Collect(
        GcGeneration generation, double ms, GcReason reason = GcReason.AllocSmall, GcCycleType type = GcCycleType.NonConcurrent)
    {
        TimeSpan end = Now + TimeSpan.FromMilliseconds(ms);
        Stop(SuspensionReason.ForGC);
        RunInside(generation, reason, type);
        return RestartAt(end);
    }

    /// <summary>A gen2 beside the threads: one suspension at its start, one near its end.</summary>
    public GcStory CollectInBackground(double firstMs, double secondMs, GcReason reason = GcReason.AllocSmall)
    {
        TimeSpan end = Now + TimeSpan.FromMilliseconds(firstMs);
        Stop(SuspensionReason.ForGC);
        int background = Start(GcGeneration.Gen2, reason, GcCycleType.Background);
        RestartAt(end);
        return FinishBackground(background, secondMs);
    }

    /// <summary>A gen2 beside the threads whose first suspension serves a blocking gen1 as well.</summary>
    public GcStory CollectInBackgroundSharing(double sharedMs, double gen1StartsAtMs, double secondMs)
    {
        TimeSpan began = Now;
        Stop(SuspensionReason.ForGC);
        int background = Start(GcGeneration.Gen2, GcReason.AllocSmall, GcCycleType.Background);
        Now = began + TimeSpan.FromMilliseconds(gen1StartsAtMs);
        RunInside(GcGeneration.Gen1, GcReason.AllocSmall, GcCycleType.Foreground);
        RestartAt(began + TimeSpan.FromMilliseconds(sharedMs));
        return FinishBackground(background, secondMs);
    }

    /// <summary>The threads stand still, and no collection is seen.</summary>
    public GcStory Suspend(double ms, SuspensionReason reason = SuspensionReason.ForGC)
    {
        TimeSpan end = Now + TimeSpan.FromMilliseconds(ms);
        Stop(reason);
        return RestartAt(end);
    }

    /// <summary>The threads stand still from now on, and nothing more is heard.</summary>
    public GcStory StandStill(SuspensionReason reason = SuspensionReason.ForGC)
    {
        Stop(reason);
        return this;
    }

    /// <summary>The threads that stood still run again.</summary>
    public GcStory RunAgain() => RestartAt(Now);

    public GcStory AllocatedInAll(long bytes) => Add(new GcEvent.AllocatedTotal(Now, GcThread, bytes));

    public GcStory LostInAll(long count) => Add(new GcEvent.EventsLost(Now, GcThread, count));

    /// <summary>Collections that ran unseen: the next one's number is further on.</summary>
    public GcStory MissCollections(int count)
    {
        number += count;
        return this;
    }

    /// <summary>The end of a suspension that was never seen to begin.</summary>
    public GcStory RestartUnpaired() => Add(new GcEvent.RestartEnded(Now, GcThread));

    private GcStory FinishBackground(int background, double secondMs)
    {
        After(0.05);
        TimeSpan end = Now + TimeSpan.FromMilliseconds(secondMs);
        Stop(SuspensionReason.ForGCPrep);
        RestartAt(end);
        After(0.05);
        Finish(background, isConcurrent: true);
        return this;
    }

    private void Stop(SuspensionReason reason)
    {
        Add(new GcEvent.SuspensionBegan(Now, GcThread, reason));
        Now += StopTime;
        Add(new GcEvent.SuspensionReached(Now, GcThread));
    }

    private GcStory RestartAt(TimeSpan end)
    {
        Now = end;
        Add(new GcEvent.RestartBegan(end - TimeSpan.FromMicroseconds(10), GcThread));
        return Add(new GcEvent.RestartEnded(end, GcThread));
    }

    private void RunInside(GcGeneration generation, GcReason reason, GcCycleType type) =>
        Finish(Start(generation, reason, type), isConcurrent: false);

    private int Start(GcGeneration generation, GcReason reason, GcCycleType type)
    {
        Add(new GcEvent.CycleStarted(Now, GcThread, ++number, generation, reason, type));
        return number;
    }

    /// <summary>What the runtime says of a collection at its end, in its order.</summary>
    private void Finish(int cycle, bool isConcurrent)
    {
        Add(new GcEvent.CommittedMeasured(Now, GcThread, 50_000_000 + cycle, 600_000 + cycle));
        Add(new GcEvent.CycleDescribed(Now, GcThread, isConcurrent, HeapCount: 1, MemoryLoadPercent: 42));
        Add(new GcEvent.HeapDescribed(Now, GcThread, 0, [.. Enumerable.Range(0, 5).Select(i => Generation(i, cycle))]));
        Add(new GcEvent.CycleEnded(Now, GcThread, cycle));
        Add(new GcEvent.HeapMeasured(Now, GcThread, Statistics(cycle)));
    }

    private static HeapGeneration Generation(int index, int cycle) => new(
        SizeBefore: 4_000_000 + (1000 * index) + cycle, FreeBefore: 0, SizeAfter: 1_000_000 * (index + 1),
        FreeAfter: 1000 * (index + 1), Survived: 1_000_000 + (1000 * index), Budget: 6_000_000 + index);

    private static HeapStatistics Statistics(int cycle) => new()
    {
        SizeBytes = [1_000_000 + cycle, 2_000_000, 3_000_000, 4_000_000, 5_000_000],
        PromotedBytes = [100 + cycle, 200, 300, 400, 500],
        FinalizationPromotedBytes = 10,
        PinnedObjects = 3,
        GcHandles = 25,
    };

    private GcStory Add(GcEvent next)
    {
        events.Add(next);
        return this;
    }
}
