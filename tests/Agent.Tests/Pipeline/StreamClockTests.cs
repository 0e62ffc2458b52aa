using GcWatch.Agent.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class StreamClockTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public void It_runs_from_the_start_before_the_first_event()
    {
        var clock = new StreamClock(time);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Now);
    }

    [Fact]
    public void An_event_sets_it_and_it_runs_on_from_there()
    {
        var clock = new StreamClock(time);
        time.Advance(TimeSpan.FromSeconds(3));
        clock.See(TimeSpan.FromSeconds(2.9));
        Assert.Equal(TimeSpan.FromSeconds(2.9), clock.Now);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.FromSeconds(3.9), clock.Now);
    }

    [Fact]
    public void An_event_out_of_order_does_not_set_it_back()
    {
        var clock = new StreamClock(time);
        clock.See(TimeSpan.FromSeconds(10));
        time.Advance(TimeSpan.FromSeconds(1));
        clock.See(TimeSpan.FromSeconds(9));
        Assert.Equal(TimeSpan.FromSeconds(11), clock.Now);
    }

    [Fact]
    public void It_is_never_behind_the_last_event()
    {
        var clock = new StreamClock(time);
        foreach (double seconds in new[] { 1.0, 5, 5, 40 })
        {
            clock.See(TimeSpan.FromSeconds(seconds));
            Assert.Equal(TimeSpan.FromSeconds(seconds), clock.Now);
        }
    }
}
