using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Slo;

public sealed class PromiseTests
{
    private static readonly Promise.Pause Gold = new("gc-pause", PromiseTier.Gold, 0.99, Ms(15));
    private static readonly Promise.HeapGrowth Silver = new("heap-growth", PromiseTier.Silver, 0.99, 0.05);
    private static readonly Promise.AllocationBurst Bronze = new("alloc-burst", PromiseTier.Bronze, 0.95, 3);

    [Theory]
    [InlineData(15, 1, 0)]
    [InlineData(15.0001, 0, 1)]
    public void A_pause_of_exactly_the_threshold_is_good(double ms, int good, int bad)
    {
        var trial = new Trial(Gold);
        trial.Pause(Minutes(1), ms);
        Assert.Equal(new SloCount(good, bad, 0), trial.StandAt(Minutes(1)).Count);
    }

    [Fact]
    public void A_stop_for_the_debugger_is_no_pause()
    {
        var trial = new Trial(Gold);
        trial.Pause(Minutes(1), ms: 4000, SuspensionReason.ForDebugger);
        Assert.Equal(default, trial.StandAt(Minutes(1)).Count);
    }

    [Fact]
    public void Counts_are_zeros_from_the_first_tick_on() => Assert.Equal(default, new Trial(Gold).StandAt(Seconds(1)).Count);

    [Fact]
    public void The_burn_rate_is_the_bad_share_over_the_share_that_may_be_bad()
    {
        var trial = new Trial(Gold);
        for (int i = 0; i < 50; i++) trial.Pause(Minutes(6) + Seconds(i), ms: i < 10 ? 40 : 1);
        BurnRate five = Assert.Single(trial.StandAt(Minutes(7)).Burns);
        Assert.Equal(Minutes(5), five.Window);
        Assert.Equal(0.2 / 0.01, five.Rate, 9);
    }

    [Fact]
    public void A_window_that_is_not_covered_yet_has_no_burn_rate()
    {
        var trial = new Trial(Gold);
        Assert.Empty(trial.StandAt(Minutes(4)).Burns);
        Assert.Equal([Minutes(5), Minutes(30)], trial.StandAt(Minutes(31)).Burns.Select(burn => burn.Window));
        Assert.Equal(7, trial.StandAt(TimeSpan.FromDays(3)).Burns.Length);
    }

    [Fact]
    public void What_is_older_than_the_window_burns_no_more()
    {
        var trial = new Trial(Gold);
        trial.Pause(Minutes(6), ms: 40);
        Assert.Equal(100, Rate(trial.StandAt(Minutes(7)), Minutes(5)), 6);
        PromiseStanding later = trial.StandAt(Minutes(60));
        Assert.Equal(0, Rate(later, Minutes(5)));
        Assert.Equal(100, Rate(later, Minutes(60)), 6);
    }

    [Fact]
    public void A_stream_that_stands_still_covers_nothing()
    {
        var trial = new Trial(Gold);
        trial.StandAt(Minutes(1));
        trial.IsBlind = true;
        Assert.Equal(Minutes(1), trial.StandAt(Minutes(4)).Coverage);
    }

    [Fact]
    public void A_minute_without_a_pause_is_good_and_one_that_was_not_seen_is_unknown()
    {
        var trial = new Trial(Gold with { Indicator = PauseIndicator.Minutes });
        trial.Pause(Seconds(30), ms: 40);
        trial.Pause(Seconds(40), ms: 1);
        Assert.Equal(new SloCount(0, 1, 0), trial.StandAt(Minutes(1)).Count);
        Assert.Equal(new SloCount(1, 1, 0), trial.StandAt(Minutes(2)).Count);
        trial.IsBlind = true;
        Assert.Equal(new SloCount(1, 1, 1), trial.StandAt(Minutes(3)).Count);
        Assert.Equal(Minutes(2), trial.StandAt(Minutes(3)).Coverage);
    }

    [Theory]
    [InlineData(1.04, 1, 0)]
    [InlineData(1.06, 0, 1)]
    public void A_slice_is_bad_if_the_live_heap_grows_faster_than_promised(double factorPerHour, int good, int bad)
    {
        var trial = new Trial(Silver) { AgeAtAttach = TimeSpan.FromHours(2) };
        for (int minute = 0; minute < 4; minute++) trial.FullCollection(Minutes(minute), (long)(1e9 * Math.Pow(factorPerHour, minute / 60.0)));
        Assert.Equal(new SloCount(good, bad, 0), trial.StandAt(Minutes(5)).Count);
    }

    [Fact]
    public void With_fewer_than_three_full_collections_growth_is_unknown()
    {
        var trial = new Trial(Silver) { AgeAtAttach = TimeSpan.FromHours(2) };
        trial.FullCollection(Minutes(1), 1_000_000);
        trial.FullCollection(Minutes(3), 2_000_000);
        Assert.Equal(new SloCount(0, 0, 1), trial.StandAt(Minutes(5)).Count);
    }

    [Fact]
    public void A_process_that_warms_up_is_not_judged_for_growing()
    {
        var trial = new Trial(Silver);
        for (int minute = 0; minute < 30; minute++)
        {
            trial.FullCollection(Minutes(minute), 1_000_000 * (minute + 1));
            Assert.Equal(default, trial.StandAt(Minutes(minute)).Count);
        }

        for (int minute = 30; minute < 35; minute++)
        {
            Assert.Equal(default, trial.StandAt(Minutes(minute)).Count);
            trial.FullCollection(Minutes(minute), 29_000_000);
        }

        Assert.Equal(new SloCount(1, 0, 0), trial.StandAt(Minutes(35)).Count);
    }

    [Theory]
    [InlineData(2.95, 1, 0)]
    [InlineData(3.05, 0, 1)]
    public void A_minute_is_bad_if_more_than_three_times_the_usual_is_allocated(double multiple, int good, int bad)
    {
        var trial = new Trial(Bronze) { UsualAllocationRate = 1_000_000 };
        trial.Allocated(Seconds(59), 0);
        trial.StandAt(Minutes(1));
        trial.Allocated(Seconds(119), (long)(60 * multiple * 1_000_000));
        Assert.Equal(new SloCount(good, bad, 1), trial.StandAt(Minutes(2)).Count);
    }

    [Fact]
    public void Without_a_baseline_a_burst_is_unknown()
    {
        var trial = new Trial(Bronze);
        for (int minute = 1; minute <= 3; minute++)
        {
            trial.Allocated(Minutes(minute) - Seconds(1), minute * 1_000_000);
            Assert.Equal(new SloCount(0, 0, minute), trial.StandAt(Minutes(minute)).Count);
        }
    }

    private static double Rate(PromiseStanding standing, TimeSpan window) => standing.Burns.Single(burn => burn.Window == window).Rate;
}
