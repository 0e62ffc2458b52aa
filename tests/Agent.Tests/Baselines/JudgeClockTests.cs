using GcWatch.Agent.Baselines;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Baselines;

public sealed class JudgeClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Noon);

    [Fact]
    public void At_a_scale_of_one_it_is_the_wall_clock()
    {
        var clock = new JudgeClock(time, 1);
        clock.GoOnFrom(Noon.AddDays(-3), Noon.AddDays(-2));
        time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(Noon.AddHours(5), clock.Now);
    }

    [Fact]
    public void At_another_it_runs_so_many_times_as_fast()
    {
        var clock = new JudgeClock(time, 60);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Noon.AddHours(2), clock.Now);
    }

    [Fact]
    public void An_agent_that_is_started_again_goes_on_where_the_clock_of_the_one_before_would_be()
    {
        var first = new JudgeClock(time, 60);
        time.Advance(TimeSpan.FromMinutes(10));
        (DateTimeOffset judged, DateTimeOffset wall) = (first.Now, time.GetUtcNow());
        time.Advance(TimeSpan.FromMinutes(1));

        var second = new JudgeClock(time, 60);
        second.GoOnFrom(judged, wall);

        Assert.Equal(first.Now, second.Now);
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(first.Now, second.Now);
    }

    [Fact]
    public void A_snapshot_from_the_future_does_not_set_it()
    {
        var clock = new JudgeClock(time, 60);
        clock.GoOnFrom(Noon.AddDays(9), Noon.AddDays(1));
        Assert.Equal(Noon, clock.Now);
    }
}
