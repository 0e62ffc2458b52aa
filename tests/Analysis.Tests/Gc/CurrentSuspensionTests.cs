using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

/// <summary>What is open now, while nothing comes: silence is a signal.</summary>
public sealed class CurrentSuspensionTests
{
    [Fact]
    public void A_target_whose_threads_run_is_not_suspended()
    {
        GcReport report = new GcStory().Collect(1, ms: 3).Report();

        Assert.Null(report.Suspended);
        Assert.Equal(TimeSpan.Zero, report.SuspendedFor);
    }

    [Fact]
    public void A_suspension_grows_older_with_the_silence()
    {
        GcStory story = new GcStory().At(Seconds(2)).Suspend().After(ms: 1).Stopped().Start(7);
        Assert.Equal(Ms(1), story.Report().SuspendedFor);

        GcReport report = story.At(Seconds(9)).Report();
        Assert.Equal(new CurrentSuspension(Seconds(2), SuspensionReason.ForGC, HasStopped: true), report.Suspended);
        Assert.Equal(Seconds(7), report.SuspendedFor);
        Assert.Equal(0, report.Totals.Suspensions);
    }

    [Fact]
    public void Threads_that_do_not_come_to_a_stop_suspend_the_application_too() => Assert.Equal(
        new CurrentSuspension(TimeSpan.Zero, SuspensionReason.ForGC, HasStopped: false), new GcStory().Suspend().After(ms: 7_000).Report().Suspended);

    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    public void A_suspension_is_worth_telling_from_a_second_on(double ms, bool isTold) =>
        Assert.Equal(isTold, new GcStory().Suspend().Stopped().After(ms).Report().IsSuspended);

    [Theory]
    [InlineData(SuspensionReason.ForDebugger)]
    [InlineData(SuspensionReason.Other)]
    [InlineData(SuspensionReason.ForGCPrep)]
    [InlineData(SuspensionReason.Unknown)]
    public void A_stop_for_any_reason_is_a_stopped_application(SuspensionReason reason) =>
        Assert.Equal(reason, new GcStory().Suspend(reason).Stopped().After(ms: 7_000).Report().Suspended?.Reason);

    [Fact]
    public void The_application_runs_again_as_soon_as_its_threads_are_let_go()
    {
        GcStory story = new GcStory().Suspend().Stopped().After(ms: 5_000).Restart();
        Assert.Null(story.Report().Suspended);

        Assert.Equal(Seconds(5), story.Run().Totals.PauseTime);
    }

    [Fact]
    public void The_one_that_stands_still_is_meant_and_not_those_that_wait_for_their_turn() => Assert.Equal(
        new CurrentSuspension(Ms(1), SuspensionReason.ForGC, HasStopped: true),
        new GcStory().On(2).Suspend(SuspensionReason.Other).On(1).After(ms: 1).Suspend().After(ms: 1).Stopped()
            .On(3).After(ms: 1).Suspend(SuspensionReason.Other).After(ms: 50).Report().Suspended);

    [Fact]
    public void Of_several_that_wait_the_oldest_is_meant() => Assert.Equal(
        Ms(4),
        new GcStory().At(Ms(4)).On(2).Suspend(SuspensionReason.Other).At(Ms(6)).On(1).Suspend().At(Ms(50)).Report().Suspended?.BeganAt);

    [Fact]
    public void A_suspension_told_a_moment_before_its_time_has_no_negative_age() =>
        Assert.Equal(TimeSpan.Zero, new GcStory().At(Seconds(5)).Suspend().Stopped().At(Seconds(4)).Report().SuspendedFor);

    [Fact]
    public void Managed_code_that_runs_after_the_standstill_proves_that_the_end_was_lost()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).After(ms: 101).CounterReads(5);

        Assert.Null(story.Report().Suspended);
        Assert.Equal((1, 1), (story.Health.UnpairedEvents, story.Health.PartialCycles));
        Assert.Equal((0, TimeSpan.Zero), (story.Totals.Suspensions, story.Totals.PauseTime));
    }

    [Fact]
    public void The_event_counter_of_older_runtimes_proves_it_too() =>
        Assert.Equal(1, new GcStory().Suspend(SuspensionReason.Other).Stopped().After(ms: 101).CounterAdds(5).Health.UnpairedEvents);

    [Fact]
    public void The_pause_after_a_lost_end_is_not_the_time_since_the_lost_one()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).After(ms: 1_000).CounterReads(5).After(ms: 1_000).Run()
            .Collect(8, ms: 2);

        Assert.Equal((8, Ms(2)), (Assert.Single(story.Cycles).Number, story.Totals.PauseTime));
    }

    [Fact]
    public void An_event_stamped_a_moment_late_proves_nothing()
    {
        GcStory story = new GcStory().Suspend().Stopped().After(ms: 100).CounterReads(5);
        Assert.NotNull(story.Report().Suspended);

        Assert.Equal(Seconds(6), story.At(Seconds(6)).Run().Totals.PauseTime);
    }

    [Fact]
    public void A_loss_told_by_the_transport_proves_nothing() =>
        Assert.NotNull(new GcStory().Suspend().Stopped().After(ms: 5_000).Loses(9).Report().Suspended);

    [Fact]
    public void Managed_code_may_run_before_the_end_of_a_long_pause_is_told()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).After(ms: 6_000).End(7).Restart()
            .After(ms: 400).CounterReads(5).After(ms: 1).Run();

        Assert.Equal(Ms(6_401), Assert.Single(story.Cycles).Pause);
        Assert.Equal(0, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_restart_whose_end_does_not_come_within_ten_seconds_has_lost_it()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).Restart().At(Seconds(10)).CounterReads(5);
        Assert.Equal(0, story.Health.UnpairedEvents);

        Assert.Equal((1, 1), Lost(story.At(Seconds(11)).CounterReads(6)));
    }

    [Fact]
    public void Managed_code_that_runs_while_the_threads_come_to_a_stop_hides_the_suspension_and_does_not_end_it()
    {
        GcStory story = new GcStory().Suspend().After(ms: 101).CounterReads(5).At(Seconds(60));
        Assert.Null(story.Report().Suspended);

        story.Stopped();
        Assert.Equal(Seconds(60), story.Report().SuspendedFor);
        Assert.Equal((Seconds(61), Seconds(60)), (story.At(Seconds(61)).Run().Totals.PauseTime, story.Totals.StopTime));
    }

    [Fact]
    public void Managed_code_that_had_not_come_to_its_stop_yet_hides_nothing() =>
        Assert.Equal(Seconds(8), new GcStory().Suspend().After(ms: 100).CounterReads(5).At(Seconds(8)).Report().SuspendedFor);

    [Fact]
    public void Threads_that_never_came_to_a_stop_are_given_up_after_five_minutes_of_a_running_application()
    {
        GcStory story = new GcStory().Suspend().At(Minutes(5)).CounterReads(5);
        Assert.Equal(0, story.Health.UnpairedEvents);

        Assert.Equal((1, 0), Lost(story.At(Minutes(5) + Ms(1)).CounterReads(6)));
    }

    [Fact]
    public void A_hidden_suspension_does_not_hide_another_one()
    {
        GcStory story = new GcStory().On(1).Suspend().After(ms: 1_000).CounterReads(5).On(2).Suspend(SuspensionReason.ForDebugger).After(ms: 3_000);

        Assert.Equal(new CurrentSuspension(Seconds(1), SuspensionReason.ForDebugger, HasStopped: false), story.Report().Suspended);
    }

    [Fact]
    public void Nothing_is_open_once_the_stream_is_over() => Assert.Null(new GcStory().Suspend().Stopped().Finish().Report().Suspended);

    private static (long Unpaired, long Partial) Lost(GcStory story) => (story.Health.UnpairedEvents, story.Health.PartialCycles);
}
