using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class LearningTests
{
    [Fact]
    public void No_service_is_steadier_than_four_percent() => Assert.Equal(0.04, new SignalStory().Known(spread: 0.001).Go(1).Last.Scale, 1e-9);

    [Fact]
    public void The_scale_is_the_spread_of_seven_days() => Assert.Equal(0.2, new SignalStory().Known(spread: 0.2).Go(1).Last.Scale, 0.005);

    [Fact]
    public void The_level_does_not_follow_into_an_anomaly()
    {
        SignalStory story = new SignalStory().Known().Go(60);
        double before = story.Last.Level;
        Assert.Equal(before, story.Go(120, 5).Last.Level);
        Assert.NotEqual(before, story.Go(120, 1.2).Last.Level);
    }

    [Theory]
    [InlineData(14, true)]
    [InlineData(15, false)]
    public void An_hour_with_fifteen_hot_minutes_is_not_learnt(int hotMinutes, bool isLearnt)
    {
        SignalStory story = new SignalStory().Known();
        int place = HourOfWeek.InCycle(HourOfWeek.Number(story.Now));
        float before = story.Baseline.Save().Medians[place];
        story.Go(60 - hotMinutes, 1.3).Go(hotMinutes, 9).Go(1);
        Assert.Equal(isLearnt, story.Baseline.Save().Medians[place] != before);
    }

    [Fact]
    public void What_is_ill_by_another_judgement_is_not_learnt()
    {
        SignalStory story = new SignalStory().Known();
        float[] before = [.. story.Baseline.Save().Medians];
        for (int minute = 0; minute < 61; minute++) story.Baseline.Advance(story.Now.AddMinutes(minute), 1.3 * SignalStory.Usual, story.Age, isIll: true);
        Assert.Equal(before, story.Baseline.Save().Medians);
    }

    [Fact]
    public void A_span_can_be_excluded_after_the_fact()
    {
        SignalStory story = new SignalStory().Hours(14 * 24).Hours(3, 1.5).Go(1);
        double during = story.Baseline.ProfileAt(HourOfWeek.Number(story.Now) - 1);
        story.Baseline.Exclude(story.Now.AddHours(-3), story.Now.AddHours(-1), story.Now);
        Assert.NotEqual(during, story.Baseline.ProfileAt(HourOfWeek.Number(story.Now) - 1));
        Assert.Equal(0, story.Baseline.ProfileAt(HourOfWeek.Number(story.Now) - 1), 1e-6);
    }

    [Fact]
    public void After_three_days_the_unusual_is_the_new_usual()
    {
        SignalStory story = new SignalStory().Known();
        Assert.True(story.Hours(71, 3).Last.IsFiring);
        Assert.True(story.Hours(2, 3).Last is { IsFiring: false, IsRebased: true } rebased && Math.Abs(rebased.Ratio - 1) < 0.01);
        Assert.False(story.Hours(2, 3).Last.IsRebased);
    }

    [Fact]
    public void A_saved_baseline_judges_as_the_one_that_ran_on()
    {
        SignalStory running = new SignalStory().Hours(50).Go(17, 1.4).Go(10);
        var restored = new SignalStory { Now = running.Now, Age = running.Age };
        restored.Baseline.Restore(running.Baseline.Save());
        for (int step = 0; step < 200; step++)
        {
            double ratio = 1 + (0.3 * Math.Sin(step / 9.0));
            // The last minutes' window is not saved: a few minutes' count is all that is lost.
            SignalJudgement expected = running.Go(1, ratio).Last with { HotMinutes = 0 };
            Assert.Equal(expected, restored.Go(1, ratio).Last with { HotMinutes = 0 });
        }
    }

    [Fact]
    public void Hours_loaded_from_elsewhere_judge_within_a_tenth_of_the_one_that_watched()
    {
        SignalStory watched = new SignalStory().Go(14 * 1440, Rhythm);
        var loaded = new SignalStory { Now = watched.Now };
        for (DateTimeOffset hour = SignalStory.Monday; hour < watched.Now; hour += TimeSpan.FromHours(1)) loaded.Baseline.Learn(HourOfWeek.Number(hour), QuartilesOf(hour));
        (double expected, double actual) = (watched.Go(1, 2).Last.ZScore, loaded.Go(1, 2).Last.ZScore);
        Assert.InRange(actual / expected, 0.9, 1.1);
    }

    private static double Rhythm(DateTimeOffset at) => Math.Exp((0.5 * Math.Sin(2 * Math.PI * at.TimeOfDay.TotalHours / 24)) + (0.1 * Math.Sin(at.Minute * 7.0)));

    private static HourQuartiles QuartilesOf(DateTimeOffset hour) =>
        HourQuartiles.Of([.. Enumerable.Range(0, 60).Select(minute => (float)Math.Log(SignalStory.Usual * Rhythm(hour.AddMinutes(minute))))]);
}
