using GcWatch.Analysis.Tests.Stories;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Windows;

/// <summary>Alone, because it weighs the heap of the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class WindowMemoryTests
{
    private const int Targets = 20;

    [Fact]
    public void The_windows_of_a_target_with_five_cycles_a_second_keep_at_most_150_kilobytes()
    {
        var targets = new PauseWindows[Targets];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 0; i < Targets; i++) targets[i] = AfterAnHour(seed: i);
        long kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / Targets;

        Assert.InRange(kept, 1, 150 * 1024);
        Assert.All(targets, target => Assert.Equal(18_000, target.Summarize(Minutes(60) - Ms(1))[2].Count));
    }

    [Fact]
    public void The_windows_of_a_target_keep_no_more_after_a_day_than_after_two_hours()
    {
        PauseWindows windows = AfterAnHour(seed: 1);
        Play(windows, seed: 2, from: 1, hours: 1);
        long afterTwoHours = GC.GetTotalMemory(forceFullCollection: true);
        Play(windows, seed: 3, from: 2, hours: 22);
        long grown = GC.GetTotalMemory(forceFullCollection: true) - afterTwoHours;

        Assert.InRange(grown, long.MinValue, 50 * 1024);
        Assert.Equal(18_000, windows.Summarize(TimeSpan.FromHours(24) - Ms(1))[2].Count);
    }

    private static PauseWindows AfterAnHour(int seed)
    {
        var windows = new PauseWindows();
        Play(windows, seed, from: 0, hours: 1);
        return windows;
    }

    /// <summary>Five pauses a second from 100 µs to 100 ms, each order of magnitude as likely: wider than in a real process.</summary>
    private static void Play(PauseWindows windows, int seed, int from, int hours)
    {
        var random = new Random(seed);
        for (int i = 0; i < hours * 18_000; i++)
        {
            TimeSpan at = TimeSpan.FromHours(from) + Ms(200.0 * i);
            windows.Record(at, Ms(Math.Pow(10, (random.NextDouble() * 3) - 1)));
        }
    }
}
