using GcWatch.Agent.Simulation;

namespace GcWatch.Agent.Tests.Simulation;

/// <summary>A week of one service; minutes are counted from its beginning.</summary>
public sealed class ScoreTests
{
    private const long Week = 7 * 1440;

    private readonly AlertLog alerts = new();

    [Fact]
    public void An_alert_of_the_right_kind_within_the_span_finds_it_with_its_delay()
    {
        Fire(Firing.Allocation, 105, 120);
        Score score = Of(Burst(100, 160));
        Assert.Equal((1.0, 5.0, 1.0, 0), (score.Recall(ScoreKind.Burst), score.MedianDelay(ScoreKind.Burst), score.Precision, score.FalseAlerts));
    }

    [Theory]
    [InlineData(220, 0)]
    [InlineData(221, 1)]
    public void An_alert_within_an_hour_after_the_end_is_not_false_but_finds_nothing(long minute, int falseAlerts)
    {
        Fire(Firing.Allocation, minute, minute);
        Score score = Of(Burst(100, 160));
        Assert.Equal((0.0, falseAlerts), (score.Recall(ScoreKind.Burst), score.FalseAlerts));
    }

    [Fact]
    public void An_alert_of_another_kind_is_false_even_then()
    {
        Fire(Firing.Heap, 105, 120);
        Assert.Equal((0, 1, 1), Of(Burst(100, 160)) is var score ? (score.TrueAlerts, score.FalseAlerts, score.FalseAlertsOf(AnomalyKind.Leak)) : default);
    }

    [Fact]
    public void Longer_pauses_of_a_leaking_heap_are_not_false_but_find_no_leak()
    {
        Fire(Firing.Pause, 200, 300);
        Assert.Equal((0, 0), Of(new AnomalyLabel(AnomalyKind.Leak, 100, 900, 0.05)) is var score ? (score.TrueAlerts, score.FalseAlerts) : default);
    }

    [Fact]
    public void An_anomaly_told_of_twice_is_found_once()
    {
        Fire(Firing.Heap, 200, 210);
        Fire(Firing.Heap, 400, 410);
        Assert.Equal((1, 0), Of(new AnomalyLabel(AnomalyKind.Leak, 100, 900, 0.05)) is var score ? (score.TrueAlerts, score.FalseAlerts) : default);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public void Firing_again_within_an_hour_is_the_same_alert(long later, int falseAlerts)
    {
        Fire(Firing.Pause, 500, 500);
        Fire(Firing.Pause, 500 + later, 500 + later);
        Assert.Equal(falseAlerts, Of().FalseAlerts);
    }

    [Fact]
    public void An_alert_where_nothing_is_labelled_is_false_be_it_a_promotion_or_a_deploy()
    {
        Fire(Firing.Allocation | Firing.Heap, 500, 560);
        Score score = Of(Burst(1000, 1010));
        Assert.Equal((2, 0.0, 2.0), (score.FalseAlerts, score.Precision, score.FalsePerServiceWeek));
    }

    [Fact]
    public void What_happens_while_it_learns_counts_nothing()
    {
        Fire(Firing.Allocation, 10, 20);
        Score score = new();
        score.Add(Series([Burst(5, 30)]), alerts, from: 1440);
        Assert.Equal((0, 0), (score.FalseAlerts, score.Labelled(ScoreKind.Burst)));
    }

    [Theory]
    [InlineData(1.99, 1, 0)]
    [InlineData(2.0, 0, 1)]
    [InlineData(double.NaN, 0, 1)]
    public void Pauses_below_twice_the_usual_have_a_row_of_their_own(double factor, int small, int large)
    {
        Score score = Of(new AnomalyLabel(AnomalyKind.Pause, 100, 200, factor));
        Assert.Equal((small, large), (score.Labelled(ScoreKind.SmallPause), score.Labelled(ScoreKind.Pause)));
    }

    [Fact]
    public void What_was_missed_has_no_delay() => Assert.Equal((0.0, double.NaN), Of(Burst(1, 9)) is var score ? (score.Recall(ScoreKind.Burst), score.MedianDelay(ScoreKind.Burst)) : default);

    [Fact]
    public void The_spread_over_seeds_is_that_of_a_sample()
    {
        Assert.Equal(new Spread(2, 1), Spread.Of([1, 2, 3, double.NaN]));
        Assert.Equal("-", Spread.Of([double.NaN]).Text(1, "0"));
        Assert.Equal("200.0 ± 100.0", new Spread(2, 1).Text(100, "0.0"));
    }

    private static AnomalyLabel Burst(long from, long to) => new(AnomalyKind.Burst, from, to, 4);

    private static ServiceSeries Series(AnomalyLabel[] labels) =>
        new("shop", [.. Enumerable.Range(0, (int)Week).Select(minute => new MinuteRow(minute, TimeSpan.FromDays(1), 1, 1, 1, 1, 1))], labels);

    private void Fire(Firing firing, long from, long to)
    {
        for (long minute = from; minute <= to; minute++) alerts.Put(minute, firing);
    }

    private Score Of(params AnomalyLabel[] labels)
    {
        var score = new Score();
        score.Add(Series(labels), alerts, from: 0);
        return score;
    }
}
