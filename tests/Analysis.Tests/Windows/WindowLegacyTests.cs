using GcWatch.Analysis.Tests.Stories;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Windows;

/// <summary>Windows outlive the session that they began in.</summary>
public sealed class WindowLegacyTests
{
    private static long[] CountsOf(GcStory story) => [.. story.Report().Pauses.Select(pauses => pauses.Count)];

    [Fact]
    public void A_session_without_a_predecessor_begins_with_empty_windows() => Assert.Equal([0L, 0L, 0L], CountsOf(new GcStory()));

    [Fact]
    public void A_successor_has_the_pauses_of_its_predecessor_at_once()
    {
        WindowLegacy left = new GcStory().At(Seconds(3)).Collect(1, ms: 8).Leave();
        var successor = new GcStory(inherited: left);

        Assert.Equal([1L, 1L, 1L], CountsOf(successor));
        Assert.All(successor.Report().Pauses, pauses => Assert.Equal(Ms(8), pauses.Max));
    }

    [Fact]
    public void The_pauses_of_both_are_taken_together()
    {
        WindowLegacy left = new GcStory().At(Minutes(7)).Collect(1, ms: 8).Leave();
        PauseSummary pauses = new GcStory(inherited: left, gap: Seconds(20)).At(Seconds(5)).Collect(1, ms: 30).Report().Pauses[1];

        Assert.Equal((2, Ms(38), Ms(30)), (pauses.Count, pauses.Total, pauses.Max));
    }

    [Fact]
    public void Inherited_pauses_grow_old_over_the_gap_as_they_would_have_without_it()
    {
        GcStory whole = new GcStory().At(Minutes(10)).Collect(1, ms: 8);
        WindowLegacy left = new GcStory().At(Minutes(10)).Collect(1, ms: 8).At(Minutes(11)).Leave();
        var successor = new GcStory(inherited: left, gap: Minutes(2));

        foreach (double minutes in new[] { 0, 1, 1.9, 2, 10, 56, 57.1 })
        {
            Assert.Equal(CountsOf(whole.At(Minutes(13 + minutes))), CountsOf(successor.At(Minutes(minutes))));
        }
    }

    [Fact]
    public void After_a_gap_of_more_than_an_hour_nothing_is_left() =>
        Assert.Equal([0L, 0L, 0L], CountsOf(new GcStory(inherited: new GcStory().Collect(1).Leave(), gap: Minutes(61))));

    [Fact]
    public void A_gap_that_would_lead_into_the_past_is_none() =>
        Assert.Equal([1L, 1L, 1L], CountsOf(new GcStory(inherited: new GcStory().At(Minutes(2)).Collect(1).Leave(), gap: Minutes(-5))));

    [Fact]
    public void Windows_can_pass_through_many_sessions()
    {
        WindowLegacy left = new GcStory().Leave();
        for (int session = 0; session < 10; session++)
        {
            left = new GcStory(inherited: left, gap: Seconds(30)).At(Seconds(30)).Collect(1, ms: 5).Leave();
        }

        Assert.Equal([1L, 5L, 10L], CountsOf(new GcStory(inherited: left, gap: Seconds(30))));
    }

    [Fact]
    public void Counters_do_not_pass_to_the_successor()
    {
        var successor = new GcStory(inherited: new GcStory().Collect(1, ms: 8).Leave());

        Assert.Equal((0, 0), (successor.Totals.Suspensions, successor.Totals.CycleCount));
        Assert.Equal(0, successor.Collect(900).Health.NumberGaps);
    }

    [Fact]
    public void Whoever_has_left_the_windows_has_none_of_them_any_more()
    {
        GcStory predecessor = new GcStory().Collect(1);
        var successor = new GcStory(inherited: predecessor.Leave());
        predecessor.Collect(2);

        Assert.Equal([1L, 1L, 1L], CountsOf(successor));
        Assert.Equal([1L, 1L, 1L], CountsOf(predecessor));
    }

    [Fact]
    public void Windows_left_at_a_time_before_their_last_event_end_with_that_event()
    {
        WindowLegacy left = new GcStory().At(Minutes(2)).Collect(1).At(Minutes(1)).Leave();

        Assert.Equal(Minutes(2), left.EndedAt - Ms(1));
    }
}
