using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Tests.Memory;

public sealed class TimeToLimitTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly MemoryStory story = new() { Limit = 512 };

    [Fact]
    public void Growth_towards_the_limit_is_told_with_all_numbers()
    {
        story.LiveHeap = 100;
        story.Go(Hour, time => 200 + (240 * time.TotalHours));
        Assert.InRange(story.Balance.TimeToLimit?.TotalMinutes ?? 0, 17.5, 18.5);
        Assert.Equal(VerdictState.Firing, story.TimeToLimit.State);
        Assert.Equal(
            "the working set of 439 MB grows by 240 MB an hour (live heap: 0 MB) and reaches the limit of 512 MB in 18 min; the least is 60 min", story.TimeToLimit.Sentence);
    }

    /// <summary>From 200 MB at 100 MB an hour: after an hour 212 MB are left, more than two hours.</summary>
    [Fact]
    public void Growth_that_leaves_more_than_an_hour_is_good()
    {
        story.Go(Hour, time => 200 + (100 * time.TotalHours));
        Assert.InRange(story.Balance.TimeToLimit?.TotalHours ?? 0, 2.1, 2.2);
        Assert.Equal(VerdictState.Good, story.TimeToLimit.State);
    }

    [Theory]
    [InlineData(100, VerdictState.Good)]
    [InlineData(96.5, VerdictState.Firing)]
    public void The_boundary_is_an_hour(double minutesLeft, VerdictState state)
    {
        // At 200 MB an hour, so long before the limit, 37 minutes pass.
        story.Go(37 * Minute, time => 512 - (200 * ((minutesLeft / 60) - time.TotalHours)));
        Assert.Equal(state, story.TimeToLimit.State);
    }

    [Fact]
    public void Nothing_is_judged_before_fifteen_minutes_have_passed()
    {
        story.Go(15 * Minute, time => 200 + (1000 * time.TotalHours));
        Assert.Equal((null, VerdictState.NotEnoughData), (story.Balance.TimeToLimit, story.TimeToLimit.State));

        story.Stay(Minute / 6, workingSet: 451);
        Assert.Equal(VerdictState.Firing, story.TimeToLimit.State);
    }

    [Fact]
    public void A_start_that_is_over_is_no_growth()
    {
        story.Go(8 * Minute, time => 100 + (40 * time.TotalMinutes)).Stay(10 * Minute, workingSet: 420);
        Assert.Equal((null, VerdictState.Good), (story.Balance.TimeToLimit, story.TimeToLimit.State));
        Assert.Equal("the working set of 420 MB does not grow towards the limit of 512 MB", story.TimeToLimit.Sentence);
    }

    [Fact]
    public void Memory_that_goes_up_and_down_does_not_grow()
    {
        story.Go(Hour, time => 400 + (90 * Math.Sin(time.TotalMinutes / 3)));
        Assert.Null(story.Balance.TimeToLimit);
    }

    /// <summary>A saw of the GC's on top of a leak: the least of each minute rises.</summary>
    [Fact]
    public void Growth_is_seen_below_a_saw()
    {
        story.Go(Hour, time => 200 + (200 * time.TotalHours) + (time.TotalSeconds % 60));
        Assert.InRange(story.Balance.TimeToLimit?.TotalMinutes ?? 0, 10, 40);
    }

    [Fact]
    public void Without_a_limit_there_is_nothing_to_reach()
    {
        story.Limit = null;
        story.Go(Hour, time => 200 + (240 * time.TotalHours));
        Assert.Equal((null, VerdictState.NotEnoughData), (story.Balance.TimeToLimit, story.TimeToLimit.State));
    }

    [Fact]
    public void The_configured_limit_holds_where_the_group_has_none_that_is_seen()
    {
        var told = new MemoryStory(configuredLimit: 512);
        told.Stay(Minute, workingSet: 200);
        Assert.Equal(MemoryStory.Bytes(512), told.Balance.LimitBytes);
        told.Limit = 300;
        told.Stay(Minute, workingSet: 200);
        Assert.Equal(MemoryStory.Bytes(300), told.Balance.LimitBytes);
    }

    [Fact]
    public void Beyond_the_limit_no_time_is_left()
    {
        story.Go(Hour, time => 500 + (240 * time.TotalHours));
        Assert.Equal(TimeSpan.Zero, story.Balance.TimeToLimit);
    }

    [Fact]
    public void Growth_of_an_hour_ago_is_forgotten()
    {
        story.Go(Hour, time => 200 + (240 * time.TotalHours)).Stay(Hour, workingSet: 440);
        Assert.Null(story.Balance.TimeToLimit);
    }
}
