using CsCheck;
using GcWatch.Analysis.Tests.Stories;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Windows;

public sealed class PauseWindowsTests
{
    private static readonly Gen<(double After, TimeSpan Pause)[]> AnyHour =
        Gen.Select(Gen.Double[0, 30], Pauses.AnyPause, (after, pause) => (after, pause)).Array[1, 200];

    private readonly PauseWindows windows = new();

    private long[] CountsAt(TimeSpan now) => [.. windows.Summarize(now).Select(summary => summary.Count)];

    [Fact]
    public void There_are_windows_of_one_five_and_sixty_minutes() =>
        Assert.Equal([Minutes(1), Minutes(5), Minutes(60)], windows.Summarize(TimeSpan.Zero).Select(summary => summary.Window));

    [Fact]
    public void Windows_without_a_pause_are_empty() =>
        Assert.Equal(PauseWindows.Spans.Select(PauseSummary.Empty), windows.Summarize(Minutes(90)));

    [Fact]
    public void A_pause_leaves_the_windows_after_one_five_and_sixty_minutes()
    {
        windows.Record(TimeSpan.Zero, Ms(5));

        Assert.Equal([1L, 1L, 1L], CountsAt(Seconds(59)));
        Assert.Equal([0L, 1L, 1L], CountsAt(Minutes(1)));
        Assert.Equal([0L, 1L, 1L], CountsAt(Seconds(299)));
        Assert.Equal([0L, 0L, 1L], CountsAt(Minutes(5)));
        Assert.Equal([0L, 0L, 1L], CountsAt(Seconds(3_599)));
        Assert.Equal([0L, 0L, 0L], CountsAt(Minutes(60)));
    }

    [Fact]
    public void Each_window_has_its_own_maximum_and_total()
    {
        windows.Record(Minutes(1), Ms(300));
        windows.Record(Minutes(56), Ms(20));
        windows.Record(Minutes(59), Ms(1));

        Assert.Equal([Ms(1), Ms(20), Ms(300)], windows.Summarize(Minutes(59)).Select(summary => summary.Max));
        Assert.Equal([Ms(1), Ms(21), Ms(321)], windows.Summarize(Minutes(59)).Select(summary => summary.Total));
    }

    [Fact]
    public void Summarizing_changes_nothing()
    {
        windows.Record(Seconds(1), Ms(5));

        Assert.Equal(windows.Summarize(Seconds(2)), windows.Summarize(Seconds(2)));
    }

    [Fact]
    public void Every_window_says_what_its_own_pauses_say() => AnyHour.Sample(
        hour =>
        {
            var played = new PauseWindows();
            List<(TimeSpan At, TimeSpan Pause)> all = [];
            TimeSpan now = TimeSpan.Zero;
            foreach ((double after, TimeSpan pause) in hour)
            {
                now += Seconds(after);
                played.Record(now, pause);
                all.Add((now, pause));
            }

            Assert.All(played.Summarize(now), summary => Pauses.AssertClose(Directly(all, now, summary.Window), summary));
        },
        iter: 500);

    /// <summary>A window reaches back to the edge of its oldest slice: of 10 s up to five minutes, of a minute beyond.</summary>
    private static PauseSummary Directly(List<(TimeSpan At, TimeSpan Pause)> all, TimeSpan now, TimeSpan window)
    {
        TimeSpan slice = window <= Minutes(5) ? Seconds(10) : Minutes(1);
        TimeSpan edge = TimeSpan.FromTicks(now.Ticks / slice.Ticks * slice.Ticks) + slice - window;
        return Pauses.Exactly(window, [.. all.Where(one => one.At >= edge).Select(one => one.Pause)]);
    }
}
