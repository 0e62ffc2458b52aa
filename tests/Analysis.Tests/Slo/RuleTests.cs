using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Slo;

public sealed class RuleTests
{
    [Fact]
    public void Each_rule_has_its_own_alert_in_order()
    {
        Assert.Equal(Enum.GetValues<RuleKind>(), AlertDefinition.All.Select(alert => alert.Rule));
        Assert.Equal(AlertDefinition.All.Length, AlertDefinition.All.Select(alert => alert.AlertName).Distinct().Count());
        Assert.Equal(AlertDefinition.All.Length, AlertDefinition.All.Select(alert => alert.Label).Distinct().Count());
    }

    [Fact]
    public void Gen2_collections_that_follow_each_other_are_a_storm_after_a_minute_and_no_more_when_they_end()
    {
        var trial = new Trial();
        for (int i = 0; i < 300; i++)
        {
            trial.FullCollection(Seconds(i), 1_000_000);
            trial.ReportAt(Seconds(i));
        }

        Verdict storm = trial.VerdictAt(RuleKind.Gen2Storm, Seconds(300));
        Assert.Equal(VerdictState.Firing, storm.State);
        Assert.Equal("58 gen2 collections a minute over 5 min; the limit is 10", storm.Sentence);
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.Gen2Storm, Minutes(11)).State);
    }

    [Fact]
    public void Younger_collections_are_no_storm()
    {
        var trial = new Trial();
        for (int i = 0; i < 300; i++) trial.Collection(Seconds(i), GcGeneration.Gen1);
        trial.ReportAt(Minutes(5));
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.Gen2Storm, Minutes(7)).State);
    }

    [Fact]
    public void A_storm_is_pending_until_it_has_lasted()
    {
        var trial = new Trial();
        for (int i = 0; i < 61; i++) trial.FullCollection(Seconds(i), 1_000_000);
        Assert.Equal(VerdictState.Pending, trial.VerdictAt(RuleKind.Gen2Storm, Seconds(61)).State);
        Assert.Equal(VerdictState.Pending, trial.VerdictAt(RuleKind.Gen2Storm, Seconds(120)).State);
        Assert.Equal(VerdictState.Firing, trial.VerdictAt(RuleKind.Gen2Storm, Seconds(121)).State);
    }

    [Theory]
    [InlineData(GcReason.Induced, VerdictState.Firing)]
    [InlineData(GcReason.InducedNotForced, VerdictState.Firing)]
    [InlineData(GcReason.AllocLarge, VerdictState.Good)]
    public void Collections_that_the_application_asks_for_are_told(GcReason reason, VerdictState expected)
    {
        var trial = new Trial();
        for (int i = 0; i < 300; i += 10) trial.FullCollection(Seconds(i), 1_000_000, reason: reason);
        trial.ReportAt(Minutes(4));
        Assert.Equal(expected, trial.VerdictAt(RuleKind.InducedCollections, Minutes(5)).State);
    }

    [Fact]
    public void A_long_pause_is_told_for_five_minutes_with_its_length()
    {
        var trial = new Trial();
        trial.Pause(Minutes(1), ms: 499);
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.LongSuspension, Minutes(1)).State);
        trial.Pause(Minutes(2), ms: 1234);
        Verdict told = trial.VerdictAt(RuleKind.LongSuspension, Minutes(2));
        Assert.Equal((VerdictState.Firing, "a pause of 1234 ms; the limit is 500 ms"), (told.State, told.Sentence));
        Assert.Equal(told, trial.VerdictAt(RuleKind.LongSuspension, Minutes(6)));
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.LongSuspension, Minutes(7)).State);
    }

    [Fact]
    public void A_suspension_that_does_not_end_is_told_while_it_lasts()
    {
        var trial = new Trial { Suspended = new CurrentSuspension(Seconds(10), SuspensionReason.ForGC, HasStopped: true) };
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.StuckPause, Seconds(14)).State);
        Verdict stuck = trial.VerdictAt(RuleKind.StuckPause, Seconds(17));
        Assert.Equal((VerdictState.Firing, "all threads have stood still for 7 s, reason gc; the limit is 5 s"), (stuck.State, stuck.Sentence));
        trial.Suspended = null;
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.StuckPause, Seconds(18)).State);
    }

    [Fact]
    public void A_debugger_that_stops_the_process_wakes_nobody()
    {
        var trial = new Trial { Suspended = new CurrentSuspension(Seconds(10), SuspensionReason.ForDebugger, HasStopped: true) };
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.StuckPause, Minutes(17)).State);
    }

    [Fact]
    public void Free_space_is_told_by_its_share_and_only_where_there_is_much()
    {
        var trial = new Trial();
        Assert.Equal(VerdictState.NotEnoughData, trial.VerdictAt(RuleKind.Fragmentation, Seconds(1)).State);
        trial.FullCollection(Minutes(1), liveBytes: 10_000_000, freeBytes: 99_000_000);
        Assert.Equal(VerdictState.Good, trial.VerdictAt(RuleKind.Fragmentation, Minutes(1)).State);
        trial.FullCollection(Minutes(2), liveBytes: 100_000_000, freeBytes: 300_000_000);
        Assert.Equal(VerdictState.Pending, trial.VerdictAt(RuleKind.Fragmentation, Minutes(2)).State);
        Verdict told = trial.VerdictAt(RuleKind.Fragmentation, Minutes(17));
        Assert.Equal((VerdictState.Firing, "75 % of the heap is free space (300 MB) after the last gen2; the limit is 50 %"), (told.State, told.Sentence));
    }

    [Fact]
    public void A_verdict_knows_since_when_it_holds()
    {
        var trial = new Trial();
        trial.FullCollection(Minutes(2), liveBytes: 100_000_000, freeBytes: 300_000_000);
        trial.ReportAt(Minutes(2));
        Assert.Equal(Minutes(17), trial.VerdictAt(RuleKind.Fragmentation, Minutes(17)).Since);
        Assert.Equal(Minutes(17), trial.VerdictAt(RuleKind.Fragmentation, Minutes(30)).Since);
    }

    [Fact]
    public void At_a_time_scale_patience_is_as_much_shorter()
    {
        var trial = new Trial { TimeScale = 60 };
        trial.FullCollection(Seconds(2), liveBytes: 100_000_000, freeBytes: 300_000_000);
        Assert.Equal(VerdictState.Pending, trial.VerdictAt(RuleKind.Fragmentation, Seconds(2)).State);
        Assert.Equal(VerdictState.Firing, trial.VerdictAt(RuleKind.Fragmentation, Seconds(17)).State);
    }
}
