using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

/// <summary>The session begins in the middle of things.</summary>
public sealed class AttachTests
{
    [Fact]
    public void A_suspension_whose_beginning_was_not_seen_is_counted_and_not_reported()
    {
        GcStory story = new GcStory().At(Ms(5)).Restart().Run();

        Assert.Empty(story.Facts);
        Assert.Equal(2, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_stop_whose_beginning_was_not_seen_is_unpaired() => Assert.Equal(1, new GcStory().Stopped().Health.UnpairedEvents);

    [Fact]
    public void A_cycle_in_an_unseen_suspension_is_not_reported()
    {
        GcStory story = new GcStory().Start(7).After(ms: 3).Describe().End(7).Measure().Restart().Run();

        Assert.Empty(story.Facts);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(0, story.Totals.CycleCount);
    }

    [Fact]
    public void The_cycle_after_a_half_seen_one_is_whole()
    {
        GcStory story = new GcStory().Start(7).End(7).Measure().Run().After(ms: 5).Collect(8, ms: 2);

        Assert.Equal((8, Ms(2)), (Assert.Single(story.Cycles).Number, story.Cycles[0].Pause));
        Assert.NotNull(story.Cycles[0].Heap);
    }

    [Fact]
    public void A_background_cycle_that_began_before_the_session_is_not_reported_and_its_pauses_are_unattributed()
    {
        GcStory story = new GcStory().StopForBackground(ms: 4).EndBackground(7);

        Assert.Empty(story.Cycles);
        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
        Assert.Equal(1, story.Health.UnpairedEvents);
    }

    [Fact]
    public void A_background_cycle_whose_first_suspension_was_half_seen_is_not_reported_and_its_later_pause_is_unattributed()
    {
        GcStory story = new GcStory().StartBackground(7).Run().StopForBackground(ms: 4).EndBackground(7);

        Assert.Empty(story.Cycles);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(Ms(4), story.Totals.PauseTime);
        Assert.Equal(Ms(4), story.Totals.UnattributedPauseTime);
    }

    [Fact]
    public void A_foreground_cycle_inside_an_unseen_background_one_is_whole()
    {
        GcStory story = new GcStory().Collect(8, ms: 3, type: GcCycleType.Foreground).EndBackground(7);

        Assert.Equal(Ms(3), Assert.Single(story.Cycles).Pause);
        Assert.Equal(TimeSpan.Zero, story.Totals.UnattributedPauseTime);
    }

    [Fact]
    public void The_first_number_seen_is_no_gap() => Assert.Equal(0, new GcStory().Collect(4_711).Health.NumberGaps);

    [Fact]
    public void Heap_figures_without_a_cycle_are_passed_over()
    {
        GcStory story = new GcStory().Commit(1, 1).Describe().Describe(concurrent: true).Measure();

        Assert.Empty(story.Facts);
        Assert.Null(story.Report().Heap);
    }
}
