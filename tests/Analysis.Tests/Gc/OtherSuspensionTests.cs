using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class OtherSuspensionTests
{
    [Theory]
    [InlineData(SuspensionReason.Other)]
    [InlineData(SuspensionReason.ForAppDomainShutdown)]
    [InlineData(SuspensionReason.ForCodePitching)]
    [InlineData(SuspensionReason.ForShutdown)]
    [InlineData(SuspensionReason.ForDebugger)]
    [InlineData(SuspensionReason.ForDebuggerSweep)]
    [InlineData(SuspensionReason.Unknown)]
    public void A_stop_for_anything_else_is_never_a_gc_pause(SuspensionReason reason)
    {
        GcStory story = new GcStory().StopFor(reason, ms: 30).StopFor(reason, ms: 30);

        Assert.Equal(0, story.Totals.Suspensions);
        Assert.Equal(TimeSpan.Zero, story.Totals.PauseTime);
        Assert.Equal(TimeSpan.Zero, story.Totals.UnattributedPauseTime);
        Assert.Equal(2, story.Totals.OtherSuspensions[reason]);
        Assert.All(story.Report().Pauses, pauses => Assert.Equal(0, pauses.Count));
    }

    [Theory]
    [InlineData(SuspensionReason.ForGC)]
    [InlineData(SuspensionReason.ForGCPrep)]
    public void A_stop_for_gc_is_a_gc_pause(SuspensionReason reason)
    {
        GcStory story = new GcStory().StopFor(reason, ms: 30);

        Assert.Equal(Ms(30), story.Totals.PauseTime);
        Assert.Empty(story.Totals.OtherSuspensions);
        Assert.All(story.Report().Pauses, pauses => Assert.Equal(1, pauses.Count));
    }

    [Fact]
    public void Stops_that_interleave_with_a_gc_pause_leave_it_exact()
    {
        GcStory story = new GcStory()
            .On(2).Suspend(SuspensionReason.Other).After(ms: 1)
            .On(1).Suspend().After(ms: 1)
            .On(3).Suspend(SuspensionReason.Other).After(ms: 1)
            .On(2).Stopped().After(ms: 1).Restart().Run()
            .On(1).Stopped().Start(7).After(ms: 5).Describe().End(7).Measure().Restart().After(ms: 1)
            .On(3).Stopped().Restart().Run()
            .On(1).Run();

        Assert.Equal([4.0, 8.0, 9.0], story.Suspensions.Select(suspension => suspension.Duration.TotalMilliseconds).Order());
        Assert.Equal(Ms(9), Assert.Single(story.Cycles).Pause);
        Assert.Equal(Ms(9), story.Totals.PauseTime);
    }

    [Fact]
    public void A_cycle_never_belongs_to_a_stop_for_something_else()
    {
        GcStory story = new GcStory().Suspend(SuspensionReason.ForDebugger).Stopped().Start(7).After(ms: 5).End(7).Run();

        Assert.Empty(story.Cycles);
        Assert.Empty(Assert.Single(story.Suspensions).Cycles);
    }

    [Fact]
    public void A_stop_for_something_else_does_not_cut_a_background_cycle_short_of_its_description()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).On(9).End(7).Measure()
            .On(2).StopFor(SuspensionReason.Other, ms: 1)
            .On(9).Describe(concurrent: true);

        Assert.NotNull(Assert.Single(story.Cycles).Heap);
    }

    [Fact]
    public void A_pause_that_began_before_a_background_cycle_ended_does_not_cut_it_short_either()
    {
        GcStory story = new GcStory()
            .BeginBackground(7, ms: 2).On(1).After(ms: 1).Suspend().After(ms: 1)
            .On(9).End(7).Measure()
            .On(1).Stopped().After(ms: 1).Run()
            .On(9).Describe(concurrent: true);

        Assert.NotNull(Assert.Single(story.Cycles).Heap);
    }
}
