using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests;

/// <summary>What a pause was spent on, and whether the GC is to blame for it.</summary>
public sealed class PausePartTests
{
    private static (TimeSpan Stop, TimeSpan Work, TimeSpan Restart) Parts(TargetTotals totals) => (totals.StopTime, totals.WorkTime, totals.RestartTime);

    [Fact]
    public void A_pause_is_stop_then_work_then_restart()
    {
        GcStory story = new GcStory().Suspend().After(ms: 7).Stopped().Start(1).After(ms: 20).End(1).Restart().After(ms: 3).Run();

        Assert.Equal((Ms(7), Ms(20), Ms(3)), Parts(story.Totals));
        Assert.Equal(Ms(20), Assert.Single(story.Suspensions).WorkTime);
    }

    [Fact]
    public void The_parts_of_all_pauses_add_up()
    {
        GcStory story = new GcStory()
            .Suspend().After(ms: 1).Stopped().After(ms: 10).Restart().After(ms: 2).Run()
            .Suspend(SuspensionReason.ForGCPrep).After(ms: 4).Stopped().After(ms: 20).Restart().After(ms: 3).Run();

        Assert.Equal((Ms(5), Ms(30), Ms(5)), Parts(story.Totals));
        Assert.Equal(Ms(40), story.Totals.PauseTime);
    }

    [Fact]
    public void A_stop_for_anything_else_has_no_part_in_it() => Assert.Equal(
        (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero),
        Parts(new GcStory().Suspend(SuspensionReason.ForDebugger).After(ms: 7).Stopped().After(ms: 7).Restart().After(ms: 7).Run().Totals));

    [Fact]
    public void What_was_not_told_counts_as_work() => Assert.Equal(
        (TimeSpan.Zero, Ms(9), TimeSpan.Zero), Parts(new GcStory().Suspend().After(ms: 9).Run().Totals));

    [Fact]
    public void A_stop_told_after_the_restart_began_leaves_only_the_rest_to_the_restart() => Assert.Equal(
        (Ms(6), TimeSpan.Zero, Ms(1)), Parts(new GcStory().Suspend().After(ms: 2).Restart().After(ms: 4).Stopped().After(ms: 1).Run().Totals));

    [Fact]
    public void A_pause_that_overlaps_a_stall_of_the_machine_is_counted_as_such()
    {
        GcStory story = new GcStory().Collect(1, ms: 5).After(ms: 50).Suspend().Stopped().After(ms: 1).Stall(ms: 400).After(ms: 1).Run().After(ms: 1).Collect(2, ms: 5);

        Assert.Equal((3, 1), (story.Totals.Suspensions, story.Totals.PausesDuringStall));
    }

    [Fact]
    public void A_stop_for_something_else_during_a_stall_is_no_pause_during_a_stall() =>
        Assert.Equal(0, new GcStory().Suspend(SuspensionReason.Other).Stopped().Stall(ms: 400).Run().Totals.PausesDuringStall);

    [Fact]
    public void Where_nobody_watches_the_machine_no_pause_is_excused()
    {
        var view = new TargetView(GcStory.Target);
        view.Apply(new GcEvent.SuspensionBegan(Ms(1), 1, SuspensionReason.ForGC));
        view.Apply(new GcEvent.RestartEnded(Ms(2), 1));

        Assert.Equal((1, 0), (view.Totals().Suspensions, view.Totals().PausesDuringStall));
    }
}
