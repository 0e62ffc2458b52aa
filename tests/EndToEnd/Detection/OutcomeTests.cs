using GcWatch.Harness;

namespace GcWatch.EndToEnd.Detection;

/// <summary>How the harness counts, on firings without processes. A second is ten minutes of judgement.</summary>
public sealed class OutcomeTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset FaultAt = Start.AddSeconds(150);

    private readonly HarnessPlan plan = new() { TimeScale = 600 };
    private readonly FiringLog log = new();

    [Fact]
    public void A_right_rule_after_the_fault_is_a_find_with_its_delay_in_time_of_judgement()
    {
        Fire("leak", 162, 170);
        Outcome outcome = Judge(Scenario.ListLeak);
        Assert.Equal("leak", outcome.FirstRule);
        Assert.Equal(120, outcome.DelayMinutes);
        Assert.Single(outcome.TrueAlerts);
        Assert.Empty(outcome.FalseAlerts);
    }

    [Fact]
    public void A_rule_that_fires_again_within_the_hour_is_one_alert()
    {
        Fire("leak", 162, 163);
        Fire("leak", 168, 170);
        Fire("leak", 177, 178);
        Assert.Equal(2, Judge(Scenario.ListLeak).TrueAlerts.Count);
    }

    [Fact]
    public void A_right_rule_before_the_fault_is_a_false_alert()
    {
        Fire("leak", 149, 149);
        Outcome outcome = Judge(Scenario.ListLeak);
        Assert.Null(outcome.FirstRule);
        Assert.Single(outcome.FalseAlerts);
    }

    [Fact]
    public void A_rule_that_is_not_right_is_a_false_alert_even_beside_one_that_is()
    {
        Fire("alloc_burst", 151, 151);
        Fire("pause_regression", 151, 151);
        Outcome outcome = Judge(Scenario.Burst);
        Assert.Equal("alloc_burst", outcome.FirstRule);
        Assert.Equal("pause_regression", Assert.Single(outcome.FalseAlerts).Rule);
    }

    [Fact]
    public void A_burst_that_is_told_more_than_an_hour_after_its_end_was_not_found()
    {
        Fire("alloc_burst", 163, 163);
        Assert.Null(Judge(Scenario.Burst).FirstRule);
    }

    [Fact]
    public void Whatever_fires_for_a_benign_process_is_false()
    {
        Fire("leak", 160, 160);
        Outcome outcome = Judge(Scenario.CacheRefill);
        Assert.True(outcome.IsBenign);
        Assert.Single(outcome.FalseAlerts);
    }

    private void Fire(string rule, int from, int to)
    {
        for (int second = from; second <= to; second++) log.Note(rule, Start.AddSeconds(second), plan.TimeScale);
    }

    private Outcome Judge(Scenario scenario) => Outcome.Of(scenario, plan, FaultAt, log.Alerts);
}
