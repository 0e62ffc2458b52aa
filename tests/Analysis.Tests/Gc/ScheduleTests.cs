using CsCheck;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

/// <summary>What holds for every process that keeps the runtime's rules. A failure prints the seed that repeats it.</summary>
public sealed class ScheduleTests
{
    private const int Schedules = 800;

    [Fact]
    public void Every_cycle_is_reported_with_exactly_its_own_pauses() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            Schedule schedule = Play(throws);
            Assert.Equal(schedule.Cycles, schedule.Story.Cycles.Select(AsExpected));
        },
        iter: Schedules);

    [Fact]
    public void Every_gc_pause_is_reported_with_its_length() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            Schedule schedule = Play(throws);
            Assert.Equal(schedule.Pauses, schedule.Story.Suspensions.Where(one => one.IsGc).Select(one => one.Duration));
        },
        iter: Schedules);

    [Fact]
    public void Every_cycle_has_a_heap() => RandomEvents.AnyOrder.Sample(
        throws => Assert.All(Play(throws).Story.Cycles, cycle => Assert.NotNull(cycle.Heap)), iter: Schedules);

    [Fact]
    public void Nothing_is_unpaired_partial_or_missing() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            StreamHealth health = Play(throws).Story.Health;
            Assert.Equal((0, 0, 0), (health.UnpairedEvents, health.PartialCycles, health.NumberGaps));
        },
        iter: Schedules);

    [Fact]
    public void Only_the_background_cycle_that_still_runs_is_unattributed_in_the_end() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            Schedule schedule = Play(throws);
            Assert.Equal(TimeSpan.Zero, schedule.Story.Totals.UnattributedPauseTime);
            Assert.Equal(schedule.OpenBackgroundPause, schedule.Story.Finish().Totals.UnattributedPauseTime);
        },
        iter: Schedules);

    [Fact]
    public void Every_stop_for_something_else_is_counted_and_none_is_a_pause() => RandomEvents.AnyOrder.Sample(
        throws =>
        {
            Schedule schedule = Play(throws);
            Assert.Equal(schedule.OthersBegun, schedule.Story.Totals.OtherSuspensions.GetValueOrDefault(SuspensionReason.Other));
            Assert.Equal(schedule.Pauses.Sum(), schedule.Story.Totals.PauseTime);
        },
        iter: Schedules);

    private static Schedule Play(IEnumerable<Throw> throws)
    {
        var schedule = new Schedule();
        foreach (Throw next in throws) schedule.Add(next);
        schedule.Settle();
        return schedule;
    }

    private static Expected AsExpected(GcCycle cycle) =>
        new(cycle.Number, cycle.Type, cycle.Pause, cycle.StopTime, cycle.SuspensionCount);
}
