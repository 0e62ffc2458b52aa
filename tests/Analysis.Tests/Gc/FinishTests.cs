using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Gc;

public sealed class FinishTests
{
    [Fact]
    public void A_suspension_still_open_at_the_end_is_given_up_with_its_cycle()
    {
        GcStory story = new GcStory().Suspend().Stopped().Start(7).After(ms: 5).Finish();

        Assert.Equal(1, story.Health.UnpairedEvents);
        Assert.Equal(1, story.Health.PartialCycles);
        Assert.Equal(TimeSpan.Zero, story.Totals.PauseTime);
    }

    [Fact]
    public void The_pause_of_a_background_cycle_still_open_at_the_end_is_unattributed()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).StopForBackground(ms: 3).Finish();

        Assert.Equal(Ms(5), story.Totals.UnattributedPauseTime);
        Assert.Equal(1, story.Health.PartialCycles);
    }

    [Fact]
    public void A_background_cycle_in_an_open_suspension_is_given_up_once() =>
        Assert.Equal(1, new GcStory().Suspend().StartBackground(7).Finish().Health.PartialCycles);

    [Fact]
    public void Finishing_a_quiet_stream_changes_nothing()
    {
        GcStory story = new GcStory().Collect(1, ms: 3).CollectInBackground(2);
        StreamHealth before = story.Health;

        Assert.Equal(before, story.Finish().Health);
        Assert.Equal(TimeSpan.Zero, story.Totals.UnattributedPauseTime);
    }

    [Fact]
    public void Finishing_twice_counts_nothing_twice()
    {
        GcStory story = new GcStory().BeginBackground(7, ms: 2).On(1).Suspend().Start(8).Finish();
        TargetTotals once = story.Totals;

        TargetTotals twice = story.Finish().Totals;
        Assert.Equal(once.Health, twice.Health);
        Assert.Equal(once.UnattributedPauseTime, twice.UnattributedPauseTime);
    }
}
