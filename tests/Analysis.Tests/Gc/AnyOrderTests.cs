using CsCheck;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

/// <summary>What holds whatever comes. A failure prints the seed that repeats it.</summary>
public sealed class AnyOrderTests
{
    private const int Orders = 5_000;

    [Fact]
    public void The_pauses_of_all_cycles_and_the_unattributed_time_are_exactly_the_time_of_all_gc_suspensions() =>
        RandomEvents.AnyOrder.Sample(
            throws =>
            {
                GcStory story = new GcStory().Play(throws).Finish();
                TimeSpan suspended = story.Suspensions.Where(suspension => suspension.IsGc).Select(suspension => suspension.Duration).Sum();
                TimeSpan explained = story.Cycles.Select(cycle => cycle.Pause).Sum() + story.Totals.UnattributedPauseTime;

                Assert.Equal(suspended, explained);
                Assert.Equal(suspended, story.Totals.PauseTime);
            },
            iter: Orders);

    [Fact]
    public void No_suspension_lasts_longer_than_the_time_that_passed() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory story = new GcStory().Play(throws);
            Assert.All(story.Suspensions, suspension =>
            {
                Assert.InRange(suspension.Duration, TimeSpan.Zero, story.Now);
                Assert.InRange(suspension.BeganAt + suspension.Duration, TimeSpan.Zero, story.Now);
                Assert.InRange(suspension.StopTime, TimeSpan.Zero, suspension.Duration);
                Assert.InRange(suspension.RestartTime, TimeSpan.Zero, suspension.Duration);
            });
        },
        iter: Orders);

    [Fact]
    public void Every_cycle_is_reported_at_most_once_and_within_its_time() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory story = new GcStory().Play(throws).Finish();
            int started = throws.Count(next => next.Kind is 7 or 8);

            Assert.InRange(story.Cycles.Length + story.Health.PartialCycles, 0, started);
            // Suspensions that wait for their turn overlap: each is within the time, their sum need not be.
            Assert.All(story.Cycles, cycle => Assert.InRange(cycle.Pause, TimeSpan.Zero, story.Now * cycle.SuspensionCount));
            Assert.All(story.Cycles, cycle => Assert.InRange(cycle.EndedAt, cycle.StartedAt, story.Now));
        },
        iter: Orders);

    [Fact]
    public void The_same_events_always_tell_the_same_facts() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory first = new GcStory().Play(throws);
            GcStory second = new GcStory().Play(throws);
            Assert.Equal(first.Facts.Select(fact => fact.GetType()), second.Facts.Select(fact => fact.GetType()));
            Assert.Equal(first.Health, second.Health);
        },
        iter: Orders / 10);

    [Fact]
    public void A_report_can_be_made_after_any_order_of_events() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory story = new GcStory().Play(throws);
            Assert.Equal(story.Facts, story.Report().Facts);
        },
        iter: Orders / 10);

    [Fact]
    public void Stop_work_and_restart_are_exactly_the_pause_and_none_is_negative() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory story = new GcStory().Play(throws);
            Suspension[] pauses = [.. story.Suspensions.Where(suspension => suspension.IsGc)];
            TargetTotals totals = story.Totals;

            Assert.All(story.Suspensions, suspension => Assert.InRange(suspension.WorkTime, TimeSpan.Zero, suspension.Duration));
            Assert.Equal(totals.PauseTime, totals.StopTime + totals.WorkTime + totals.RestartTime);
            Assert.Equal(pauses.Select(pause => pause.StopTime).Sum(), totals.StopTime);
            Assert.Equal(pauses.Select(pause => pause.WorkTime).Sum(), totals.WorkTime);
            Assert.Equal(pauses.Select(pause => pause.RestartTime).Sum(), totals.RestartTime);
        },
        iter: Orders);

    [Fact]
    public void The_open_suspension_is_never_of_the_future_and_never_told_after_managed_code_ran() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            var story = new GcStory();
            foreach (Throw next in throws)
            {
                story.Play([next]);
                GcReport report = story.Report();
                Assert.InRange(report.SuspendedFor, TimeSpan.Zero, story.Now);
                Assert.InRange(report.Suspended?.BeganAt ?? TimeSpan.Zero, TimeSpan.Zero, story.Now);
            }

            GcReport later = story.After(ms: 11_000).CounterReads(1).Report();
            Assert.Null(later.Suspended);
            Assert.InRange(story.Health.UnpairedEvents, 0, throws.Length);
        },
        iter: Orders / 5);

    [Fact]
    public void Ten_minutes_after_any_order_of_events_managed_code_leaves_no_suspension_open() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            GcStory story = new GcStory().Play(throws).After(ms: 600_000).CounterReads(1);
            long unpaired = story.Health.UnpairedEvents;

            Assert.Equal(unpaired, story.Finish().Health.UnpairedEvents);
        },
        iter: Orders / 5);
}
