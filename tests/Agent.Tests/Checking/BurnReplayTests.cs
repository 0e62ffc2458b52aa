using GcWatch.Agent.Checking;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Checking;

public sealed class BurnReplayTests
{
    private const int Noon = 12 * SliceCounts.PerHour;
    private static readonly Promise.Pause Gold = new("gc-pause", PromiseTier.Gold, 0.99, TimeSpan.FromMilliseconds(15));

    [Fact]
    public void A_week_within_its_budget_fires_nothing() =>
        Assert.Empty(Run(Gold, new Week().Pauses(.., (0.01, 99.5), (0.1, 0.5))));

    [Fact]
    public void A_week_that_uses_up_just_its_budget_fires_nothing() =>
        Assert.Empty(Run(Gold, new Week().Pauses(.., (0.01, 19.8), (0.1, 0.2))));

    [Fact]
    public void A_steady_burn_fires_what_its_rate_reaches_and_no_more()
    {
        IReadOnlyList<AlertFirings> firings = Run(Gold, new Week().Pauses(.., (0.01, 96), (0.1, 4)));
        Assert.Equal(["GcWatchGoldBurn3x", "GcWatchGoldBurn1x"], firings.Select(firing => firing.Alert.Alert));
        Assert.All(firings, firing => Assert.Equal(1, firing.Times));
        Assert.Equal(Week.Begin + TimeSpan.FromMinutes(5) + TimeSpan.FromHours(1), firings[0].First);
    }

    [Fact]
    public void A_bad_half_hour_fires_the_fastest_alert_while_both_of_its_windows_burn()
    {
        AlertFirings firing = Run(Gold, new Week().Pauses(.., (0.01, 100)).Pauses(Noon..(Noon + 6), (0.01, 50), (0.1, 50))).First(one => one.Alert.Rate > 14);
        // An hour of twelve slices: 14.4 % of them are reached with the fourth of which half is bad.
        Assert.Equal((1, Week.EndOf(Noon + 3)), (firing.Times, firing.First));
        Assert.Equal(TimeSpan.FromMinutes(15), firing.InAll);
    }

    [Fact]
    public void Two_bad_spells_are_two_times()
    {
        Week week = new Week().Pauses(.., (0.01, 100)).Pauses(Noon..(Noon + 6), (0.01, 0), (0.1, 100)).Pauses((Noon + 200)..(Noon + 206), (0.01, 0), (0.1, 100));
        Assert.Equal(2, Run(Gold, week).First(one => one.Alert.Rate > 14).Times);
    }

    [Fact]
    public void Too_few_pauses_in_the_hour_fire_nothing()
    {
        Week few = new Week().Pauses(.., (0.1, 8));
        Assert.Empty(Run(Gold, few));
        Assert.NotEmpty(Run(Gold, few, leastPauses: 90));
        Assert.NotEmpty(Run(Gold with { Tier = PromiseTier.Silver }, few, leastPauses: 90));
    }

    [Fact]
    public void What_is_not_known_is_neither_good_nor_bad()
    {
        Week week = new Week().Pauses(..100, (0.01, 100)).Pauses(200..206, (0.1, 100));
        Assert.Equal(Week.EndOf(200), Run(Gold, week).First(one => one.Alert.Rate > 14).First);
    }

    [Fact]
    public void A_bronze_promise_has_no_alert() =>
        Assert.Empty(Run(Gold with { Tier = PromiseTier.Bronze }, new Week().Pauses(.., (0.1, 100))));

    private static IReadOnlyList<AlertFirings> Run(Promise.Pause promise, Week week, int leastPauses = 100)
    {
        ServiceWeek of = week.Of("shop");
        return new BurnReplay(promise, of.Pauses.Counts(promise.Threshold.TotalSeconds), leastPauses).Run(of.Begin);
    }
}
