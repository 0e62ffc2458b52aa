using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests;

public sealed class TargetTotalsTests
{
    [Fact]
    public void Cycles_are_counted_by_generation_type_and_reason()
    {
        TargetTotals totals = new GcStory()
            .Collect(1).Collect(2).Collect(3, GcGeneration.Gen1).Collect(4, reason: GcReason.Induced).CollectInBackground(5).Totals;

        Assert.Equal(2, totals.Collections[new(GcGeneration.Gen0, GcCycleType.NonConcurrent, GcReason.AllocSmall)]);
        Assert.Equal(1, totals.Collections[new(GcGeneration.Gen1, GcCycleType.NonConcurrent, GcReason.AllocSmall)]);
        Assert.Equal(1, totals.Collections[new(GcGeneration.Gen0, GcCycleType.NonConcurrent, GcReason.Induced)]);
        Assert.Equal(1, totals.Collections[new(GcGeneration.Gen2, GcCycleType.Background, GcReason.AllocSmall)]);
        Assert.Equal(5, totals.CycleCount);
    }

    [Theory]
    [InlineData(GcReason.Induced)]
    [InlineData(GcReason.InducedNotForced)]
    [InlineData(GcReason.InducedAggressive)]
    [InlineData(GcReason.Unknown)]
    public void The_reason_of_a_cycle_is_kept(GcReason reason) =>
        Assert.Equal(reason, Assert.Single(new GcStory().Collect(1, reason: reason).Totals.Collections).Key.Reason);

    [Fact]
    public void Suspensions_are_counted_and_not_cycles()
    {
        TargetTotals totals = new GcStory()
            .CollectInBackground(1)
            .Suspend().Start(2).End(2).Start(3).End(3).After(ms: 5).Run().Totals;

        Assert.Equal((3, 3), (totals.Suspensions, totals.CycleCount));
        Assert.Equal(Ms(7), totals.PauseTime);
    }

    [Fact]
    public void Promoted_bytes_add_up_generation_by_generation()
    {
        TargetTotals totals = new GcStory()
            .Collect(1, statistics: Statistics([0, 0, 0, 0, 0], promoted: [1, 2, 3, 4, 5]))
            .Collect(2, statistics: Statistics([0, 0, 0, 0, 0], promoted: [10, 20, 30, 40, 50])).Totals;

        Assert.Equal([11L, 22L, 33L, 44L, 55L], totals.PromotedBytes);
    }

    [Fact]
    public void Totals_once_taken_do_not_change()
    {
        GcStory story = new GcStory().Collect(1);
        TargetTotals before = story.Totals;

        story.Collect(2).StopFor(SuspensionReason.Other, ms: 1).CounterReads(5);
        Assert.Equal((1, 1), (before.CycleCount, before.Suspensions));
        Assert.Empty(before.OtherSuspensions);
        Assert.Equal(2, story.Totals.CycleCount);
    }

    [Fact]
    public void Every_event_is_counted() => Assert.Equal(10, new GcStory().Collect(1).CounterReads(5).Totals.Health.Events);

    [Fact]
    public void Totals_of_nothing_are_zero() => Assert.Equal(TargetTotals.Zero.Health, new GcStory().Totals.Health);
}
