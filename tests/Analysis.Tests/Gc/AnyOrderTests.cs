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
            Assert.All(story.Cycles, cycle => Assert.InRange(cycle.Pause, TimeSpan.Zero, story.Now));
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
}
