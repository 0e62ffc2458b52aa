using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class LeakDetectorTests
{
    [Theory]
    [InlineData(0.10, 2.5)]
    [InlineData(0.04, 4)]
    [InlineData(0.012, 20)]
    public void A_leak_is_found_within_hours(double perHour, double atMostHours) =>
        Assert.InRange(new LeakStory().Grow(24).HoursToFire(perHour) ?? double.NaN, 1, atMostHours);

    [Fact]
    public void A_leak_is_found_where_gen2_is_rare() => Assert.InRange(new LeakStory { Gap = 40 }.Grow(24).HoursToFire(0.04) ?? double.NaN, 1, 12);

    [Fact]
    public void Growth_of_half_a_percent_an_hour_is_none() => Assert.Null(new LeakStory().Grow(24).HoursToFire(0.003));

    [Fact]
    public void A_heap_that_stands_is_no_leak() => Assert.False(new LeakStory().Grow(72).HasFired);

    [Fact]
    public void Before_an_hour_of_collections_nothing_is_known() => Assert.False(new LeakStory { Gap = 30 }.Grow(2).Last.IsKnown);

    [Fact]
    public void Growth_that_the_load_explains_is_no_leak() =>
        Assert.False(new LeakStory().Grow(24).Grow(6, perHour: 0.05, byLoadPerHour: Math.Log(1.05)).HasFired);

    [Fact]
    public void A_load_that_falls_does_not_make_a_standing_heap_a_leak() =>
        Assert.False(new LeakStory().Grow(24).Grow(6, perHour: 0, byLoadPerHour: -0.05).HasFired);

    [Fact]
    public void A_process_that_warms_up_is_no_leak() => Assert.False(new LeakStory { Age = TimeSpan.Zero }.Grow(24).HasFired);

    [Fact]
    public void A_cache_that_is_emptied_and_fills_again_is_no_leak() =>
        Assert.False(new LeakStory().Grow(24).Empty(0.3).Grow(4, perHour: 0.09).Grow(6).HasFired);

    [Fact]
    public void What_fills_again_and_goes_on_growing_is_a_leak_once_it_is_fuller_than_before()
    {
        LeakStory story = new LeakStory().Grow(24).Empty(0.3).Grow(4, perHour: 0.09);
        Assert.False(story.HasFired);
        Assert.InRange(story.HoursToFire(0.09) ?? double.NaN, 0.5, 4);
    }

    [Fact]
    public void Growth_is_not_added_up_across_a_restart()
    {
        var story = new LeakStory();
        story.Grow(24);
        for (int life = 0; life < 6; life++) story.Restart().Grow(2, perHour: 0.025);
        Assert.False(story.HasFired);
    }

    [Fact]
    public void A_restart_ends_the_alert()
    {
        LeakStory story = new LeakStory().Grow(24).Grow(6, perHour: 0.06);
        Assert.True(story.Last.IsFiring);
        Assert.False(story.Restart().Grow(0.1).Last.IsKnown);
    }

    [Fact]
    public void The_sentence_has_growth_and_slope()
    {
        LeakVerdict leak = new LeakStory().Grow(24).Grow(6, perHour: 0.10).Last;
        Assert.Matches(@"^the live heap has grown by \d+ ?% over 3 h, (9|10)\.\d ?% an hour beyond what is usual at this time \(tau \d\.\d\d, \d+ points\)$", leak.Sentence);
        Assert.Equal("", LeakVerdict.Steady.Sentence);
    }

    [Fact]
    public void The_time_left_is_that_of_growth_at_this_rate()
    {
        LeakVerdict leak = LeakVerdict.Steady with { IsFiring = true, SlopePerHour = 0.1 };
        Assert.Equal(Math.Log(2) / Math.Log(1.1), leak.TimeLeft(100, 200)?.TotalHours ?? 0, 1e-6);
        Assert.Equal(TimeSpan.Zero, leak.TimeLeft(300, 200));
        Assert.Null(LeakVerdict.Steady.TimeLeft(100, 200));
    }
}
