using GcWatch.Analysis.Gc;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>What a cycle must turn out to be.</summary>
internal readonly record struct Expected(int Number, GcCycleType Type, TimeSpan Pause, TimeSpan StopTime, int Suspensions);

/// <summary>
/// A process as it can be: cycles take turns, at most one runs in the background, and another thread stops all threads for
/// something else at any moment. It keeps its own account of what must be reported.
/// </summary>
internal sealed class Schedule
{
    private const long BackgroundThread = 9;

    private readonly List<Expected> expected = [];
    private readonly List<TimeSpan> pauses = [];
    private Expected? background;
    private bool isOtherOpen;
    private int number;

    public GcStory Story { get; } = new();

    public IReadOnlyList<Expected> Cycles => expected;

    public IReadOnlyList<TimeSpan> Pauses => pauses;

    /// <summary>The pauses so far of the background cycle that still runs.</summary>
    public TimeSpan OpenBackgroundPause => background?.Pause ?? TimeSpan.Zero;

    public int OthersBegun { get; private set; }

    public void Add(Throw next)
    {
        Story.After(next.Later);
        switch (next.Kind % 5)
        {
            case 0 when background is not null: EndBackground(next); break;
            case 1 when background is not null: StopForBackground(next); break;
            case 2 when background is null: BeginBackground(next); break;
            case 3: Disturb(); break;
            default: Block(next); break;
        }
    }

    /// <summary>Lets the other suspension, if one is open, come to its end.</summary>
    public void Settle()
    {
        if (isOtherOpen) Disturb();
    }

    private void Block(Throw next)
    {
        GcCycleType type = background is null ? GcCycleType.NonConcurrent : GcCycleType.Foreground;
        TimeSpan began = Story.Now;
        TimeSpan stop = Stop(next, SuspensionReason.ForGC);
        Step(next);
        Cycle(next, type);
        Release(next, began);
        expected.Add(new Expected(number, type, Story.Now - began, stop, 1));
    }

    private void BeginBackground(Throw next)
    {
        TimeSpan began = Story.Now;
        TimeSpan stop = Stop(next, SuspensionReason.ForGC);
        Step(next).Start(++number, GcGeneration.Gen2, GcCycleType.Background);
        int own = number;
        Step(next);
        TimeSpan split = Story.Now;
        bool isShared = next.Case % 2 == 0;
        if (isShared) Cycle(next, GcCycleType.NonConcurrent);
        Release(next, began);
        TimeSpan end = isShared ? split : Story.Now;
        background = new Expected(own, GcCycleType.Background, end - began, stop, 1);
        if (isShared) expected.Add(new Expected(number, GcCycleType.NonConcurrent, Story.Now - split, TimeSpan.Zero, 1));
    }

    private void StopForBackground(Throw next)
    {
        if (background is not { } cycle) return;
        TimeSpan began = Story.Now;
        TimeSpan stop = Stop(next with { Thread = (int)BackgroundThread }, SuspensionReason.ForGCPrep);
        Step(next);
        Release(next with { Thread = (int)BackgroundThread }, began);
        background = cycle with
        {
            Pause = cycle.Pause + (Story.Now - began),
            StopTime = cycle.StopTime + stop,
            Suspensions = cycle.Suspensions + 1,
        };
    }

    /// <summary>Workstation GC describes before the end, server GC after it.</summary>
    private void EndBackground(Throw next)
    {
        if (background is not { } cycle) return;
        bool isServer = next.Case % 2 == 0;
        Story.On(BackgroundThread);
        if (!isServer) Story.Describe(concurrent: true);
        Step(next).On(BackgroundThread).End(cycle.Number).Measure();
        Step(next).On(BackgroundThread);
        if (isServer) Story.Describe(concurrent: true);
        expected.Add(cycle);
        background = null;
    }

    private void Cycle(Throw next, GcCycleType type) => Story
        .On(next.Thread).Start(++number, GcGeneration.Gen1, type).After(next.Number).Describe().End(number).Measure();

    private TimeSpan Stop(Throw next, SuspensionReason reason)
    {
        TimeSpan began = Story.Now;
        Story.On(next.Thread).Suspend(reason);
        Step(next).On(next.Thread).Stopped();
        return Story.Now - began;
    }

    private void Release(Throw next, TimeSpan began)
    {
        Step(next).On(next.Thread).Restart();
        Step(next).On(next.Thread).Run();
        pauses.Add(Story.Now - began);
    }

    private GcStory Step(Throw next)
    {
        if ((next.Number + next.Later) % 3 == 0) Disturb();
        return Story.On(next.Thread).After(next.Later);
    }

    /// <summary>Begins or ends another suspension on a thread of its own: it waits for its turn as long as need be.</summary>
    private void Disturb()
    {
        if (isOtherOpen) Story.On(77).Stopped().Run();
        else Story.On(77).Suspend(SuspensionReason.Other);
        if (!isOtherOpen) OthersBegun++;
        isOtherOpen = !isOtherOpen;
    }
}
