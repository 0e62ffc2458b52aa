using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class ColdStartTests
{
    [Theory]
    [InlineData(0, "none", 1.5)]
    [InlineData(1, "borrowed", 1.5)]
    [InlineData(23, "borrowed", 1.5)]
    [InlineData(24, "hour_of_day", 1.25)]
    [InlineData(167, "hour_of_day", 1.25)]
    [InlineData(168, "hour_of_week", 1)]
    [InlineData(671, "hour_of_week", 1)]
    [InlineData(672, "full", 1)]
    public void The_ladder_has_its_steps_at_an_hour_a_day_a_week_and_four_weeks(long hours, string label, double multiplier)
    {
        BaselineState state = BaselineStates.After(hours);
        Assert.Equal((label, multiplier), (state.Label(), state.Multiplier()));
    }

    [Fact]
    public void In_its_first_hour_nothing_is_judged() =>
        Assert.True(new SignalStory().Go(30).Go(29, 50).Last is { State: BaselineState.None, IsHot: false, IsFiring: false });

    [Fact]
    public void After_its_first_hour_it_judges_with_wider_limits()
    {
        SignalStory story = new SignalStory().Hours(1).Go(1);
        Assert.Equal(BaselineState.Borrowed, story.Last.State);
        Assert.Equal(7.5, story.Baseline.RuleAt(story.Now).ZScore);
        Assert.Equal(2.5, story.Baseline.RuleAt(story.Now).Ratio);
    }

    [Fact]
    public void With_a_siblings_history_it_judges_from_the_first_minute()
    {
        var story = new SignalStory();
        story.Baseline.Borrow(new SignalStory().Known().Baseline.Save());
        Assert.True(story.Go(5, 20).Last is { State: BaselineState.Borrowed, IsFiring: true });
    }

    [Fact]
    public void A_young_process_is_neither_judged_nor_learnt()
    {
        SignalStory story = new SignalStory().Known();
        double level = story.Go(1).Last.Level;
        story.Age = TimeSpan.Zero;
        Assert.True(story.Go(30, 20).Last is { IsHot: false, IsFiring: false, HotMinutes: 0 } young && young.Level == level);
        Assert.True(story.Go(5, 20).Last.IsFiring);
    }
}
