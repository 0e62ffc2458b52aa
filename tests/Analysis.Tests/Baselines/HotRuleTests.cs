using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class HotRuleTests
{
    [Theory]
    [InlineData(BaselineSignal.AllocationRate, 0.05, 2.01, true)]
    [InlineData(BaselineSignal.AllocationRate, 0.05, 1.99, false)]
    [InlineData(BaselineSignal.PauseP99, 0.05, 1.41, true)]
    [InlineData(BaselineSignal.PauseP99, 0.05, 1.39, false)]
    [InlineData(BaselineSignal.LiveHeap, 0.05, 1.36, true)]
    [InlineData(BaselineSignal.LiveHeap, 0.05, 1.34, false)]
    public void A_steady_signal_is_hot_beyond_its_ratio(BaselineSignal signal, double spread, double ratio, bool isHot) =>
        Assert.Equal(isHot, new SignalStory(signal).Known(spread).Go(1, ratio).Last.IsHot);

    [Theory]
    [InlineData(BaselineSignal.AllocationRate, 5.1, true)]
    [InlineData(BaselineSignal.AllocationRate, 4.9, false)]
    [InlineData(BaselineSignal.PauseP99, 4.1, true)]
    [InlineData(BaselineSignal.PauseP99, 3.9, false)]
    [InlineData(BaselineSignal.LiveHeap, 5.1, true)]
    [InlineData(BaselineSignal.LiveHeap, 4.9, false)]
    public void A_restless_signal_is_hot_beyond_its_spreads(BaselineSignal signal, double zScore, bool isHot)
    {
        SignalStory story = new SignalStory(signal).Known(spread: 0.25).Go(1);
        Assert.Equal(isHot, story.Go(1, Math.Exp(zScore * story.Last.Scale)).Last.IsHot);
    }

    [Theory]
    [InlineData(BaselineSignal.AllocationRate, 4)]
    [InlineData(BaselineSignal.PauseP99, 8)]
    [InlineData(BaselineSignal.LiveHeap, 12)]
    public void It_fires_with_its_number_of_hot_minutes_and_not_before(BaselineSignal signal, int hotMinutes)
    {
        // After minutes far below the usual the mean over the window does not fire by itself.
        SignalStory story = new SignalStory(signal).Known(spread: 0.1).Go(20, 0.5);
        Assert.False(story.Go(hotMinutes - 1, 2.1).Last.IsFiring);
        Assert.True(story.Go(1, 2.1).Last.IsFiring);
    }

    [Theory]
    [InlineData(BaselineSignal.AllocationRate, 4, 1)]
    [InlineData(BaselineSignal.PauseP99, 8, 2)]
    [InlineData(BaselineSignal.LiveHeap, 12, 3)]
    public void Cool_minutes_between_may_be_as_many_as_the_window_leaves(BaselineSignal signal, int hot, int cool)
    {
        const double Ratio = 2.2;
        Assert.True(new SignalStory(signal).Known().Go(hot / 2, Ratio).Go(cool).Go(hot - (hot / 2), Ratio).Last.IsFiring);
        Assert.True(new SignalStory(signal).Known().Go(hot / 2, Ratio).Go(cool + 1).Go(hot - (hot / 2), Ratio).Last is { HotMinutes: var count } && count < hot);
    }

    [Fact]
    public void A_shift_too_small_for_single_minutes_fires_if_it_stays()
    {
        SignalStory story = new SignalStory(BaselineSignal.PauseP99).Known(spread: 0.3).Go(1);
        double ratio = Math.Exp(3 * story.Last.Scale);
        Assert.False(story.Go(8, ratio).Last.IsFiring);
        Assert.True(story.Go(2, ratio).Last is { IsFiring: true, HotMinutes: 0 });
    }

    [Fact]
    public void A_busy_day_of_twice_the_allocation_is_no_burst()
    {
        SignalStory story = new SignalStory().Known(spread: 0.23).Go(1);
        Assert.False(story.Go(30, 2.4).Last.IsFiring);
        Assert.True(story.Go(5, 2.7).Last.IsFiring);
    }

    [Fact]
    public void A_signal_without_a_rule_is_hot_but_never_fires() =>
        Assert.True(new SignalStory(BaselineSignal.Gen2Rate).Known().Go(60, 10).Last is { IsHot: true, IsFiring: false });

    [Fact]
    public void A_window_after_a_silence_begins_anew()
    {
        SignalStory story = new SignalStory().Known().Go(3, 5);
        story.Now += TimeSpan.FromMinutes(6);
        Assert.Equal(1, story.Go(1, 5).Last.HotMinutes);
    }
}
