using GcWatch.Agent.Replay;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Replay;

public sealed class ReplayTargetTests
{
    private readonly ReplayTarget target = new("trace", new JudgeSettings());

    [Fact]
    public void A_long_pause_in_a_trace_would_have_been_told_from_its_tick_on_for_five_minutes()
    {
        Pause(at: 10, seconds: 0.7);
        Quiet(until: 600);
        AlertEpisode episode = Assert.Single(target.Episodes);
        Assert.Equal(RuleKind.LongSuspension, episode.Alert.Rule);
        Assert.Equal(TimeSpan.FromSeconds(11), episode.BeganAt);
        Assert.Equal(TimeSpan.FromSeconds(311), episode.EndedAt);
        Assert.Equal("a pause of 700 ms; the limit is 500 ms", episode.Sentence);
    }

    [Fact]
    public void What_still_fires_at_the_end_has_no_end()
    {
        Pause(at: 10, seconds: 0.7);
        Quiet(until: 20);
        target.Finish();
        Assert.Null(Assert.Single(target.Episodes).EndedAt);
    }

    [Fact]
    public void Each_pause_of_a_trace_counts_for_the_promise()
    {
        Pause(at: 10, seconds: 0.001);
        Pause(at: 11, seconds: 0.016);
        PromiseStanding gold = target.Finish().Promises[0];
        Assert.Equal(new SloCount(1, 1, 0), gold.Count);
    }

    [Fact]
    public void A_healthy_trace_fires_nothing()
    {
        for (int second = 1; second < 600; second++) Pause(second, 0.002);
        target.Finish();
        Assert.Empty(target.Episodes);
    }

    [Fact]
    public void A_jump_of_a_thousand_years_is_not_ticked_through()
    {
        target.Take(new GcEvent.EventsLost(TimeSpan.FromDays(365_000), 1, 0));
        Assert.Empty(target.Episodes);
        Assert.Equal(TimeSpan.FromDays(365_000), target.Finish().At);
    }

    private void Pause(double at, double seconds)
    {
        TimeSpan began = TimeSpan.FromSeconds(at);
        target.Take(new GcEvent.SuspensionBegan(began, 1, SuspensionReason.ForGC));
        target.Take(new GcEvent.SuspensionReached(began, 1));
        target.Take(new GcEvent.RestartBegan(began + TimeSpan.FromSeconds(seconds), 1));
        target.Take(new GcEvent.RestartEnded(began + TimeSpan.FromSeconds(seconds), 1));
    }

    private void Quiet(double until) => target.Take(new GcEvent.EventsLost(TimeSpan.FromSeconds(until), 1, 0));
}
