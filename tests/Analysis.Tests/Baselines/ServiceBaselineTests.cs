using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class ServiceBaselineTests
{
    private const int Week = 7 * 24;

    [Fact]
    public void A_daily_rhythm_is_no_leak() => Assert.Equal(0, new ServiceStory().Go(2 * Week).Alerts);

    [Fact]
    public void A_promotion_that_fills_the_heap_is_no_leak()
    {
        ServiceStory story = new ServiceStory().Go(Week);
        for (int step = 0; step < 8; step++)
        {
            story.Load *= 1.07;
            story.Go(0.5);
        }

        Assert.Equal(0, story.Go(3).Alerts);
    }

    [Fact]
    public void A_leak_is_found_upon_the_rhythm() => Assert.NotEqual(0, new ServiceStory().Go(Week).Go(6, leakPerHour: 0.05).Alerts);

    [Fact]
    public void A_leak_is_not_learnt()
    {
        ServiceStory ill = new ServiceStory().Go(2 * Week).Go(24, leakPerHour: 0.04);
        Assert.NotEqual(0, ill.Alerts);
        (ill.Age, ill.Leaked) = (TimeSpan.Zero, 1);
        ill.Go(Week - 24);
        SignalJudgement judged = Assert.IsType<SignalJudgement>(ill.Baseline.Advance(ill.Minute()).Of(BaselineSignal.LiveHeap));
        Assert.InRange(judged.Ratio, 0.9, 1.1);
    }

    [Fact]
    public void Only_signals_that_were_measured_are_judged() =>
        Assert.Equal([BaselineSignal.AllocationRate, BaselineSignal.LiveHeap], Judge(new ServiceStory()).Signals.Select(signal => signal.Signal));

    [Fact]
    public void The_state_is_that_of_the_signal_that_has_learnt_most() => Assert.Equal(BaselineState.HourOfDay, Judge(new ServiceStory().Go(30)).State);

    [Fact]
    public void The_live_heap_holds_until_the_next_gen2_but_not_for_two_hours()
    {
        var baseline = new ServiceBaseline();
        SignalJudgement? LiveAfter(double minutes, double bytes) => baseline.Advance(
            new MinuteValues(SignalStory.Monday.AddMinutes(minutes), TimeSpan.FromDays(1).Add(TimeSpan.FromMinutes(minutes))) { [BaselineSignal.LiveHeap] = bytes }).Of(BaselineSignal.LiveHeap);
        Assert.Equal(5e8, LiveAfter(0, 5e8)?.Value);
        Assert.Equal(5e8, LiveAfter(120, double.NaN)?.Value);
        Assert.Equal(double.NaN, LiveAfter(121, double.NaN)?.Value);
    }

    [Fact]
    public void A_restored_service_judges_as_the_one_that_ran_on()
    {
        ServiceStory story = new ServiceStory().Go(50);
        var restored = new ServiceBaseline();
        restored.Restore(story.Baseline.Save());
        MinuteValues minute = story.Minute();
        Assert.Equal(story.Baseline.Advance(minute).Of(BaselineSignal.AllocationRate), restored.Advance(minute).Of(BaselineSignal.AllocationRate));
    }

    [Fact]
    public void A_hot_minutes_sentence_has_both_numbers()
    {
        SignalJudgement judged = new SignalStory().Known().Go(5, 4).Last;
        Assert.Equal("allocation_rate 4e+06 is 4.00 times the 1e+06 usual at this hour (27.7 spreads away; 5 of 5 minutes hot)", judged.Sentence);
        Assert.Equal("", new SignalStory().Last.Sentence);
    }

    private static ServiceJudgement Judge(ServiceStory story) => story.Baseline.Advance(story.Minute());
}
