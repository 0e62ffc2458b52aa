using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class SeasonalCenterTests
{
    private const int Week = HourOfWeek.InWeek;

    private readonly float[] medians = [.. Enumerable.Repeat(float.NaN, 4 * Week)];

    [Fact]
    public void An_hour_seen_in_four_weeks_is_the_median_of_them()
    {
        (medians[10], medians[Week + 10], medians[(2 * Week) + 10], medians[(3 * Week) + 10]) = (1, 2, 4, 100);
        Assert.Equal(3, CenterOf(10), 1e-6);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 5)]
    [InlineData(30, 8)]
    public void Of_an_hour_seen_in_two_weeks_the_other_days_decide_which_is_odd(float otherDays, double center)
    {
        (medians[10], medians[Week + 10]) = (2, 8);
        foreach (int day in (int[])[1, 2, 3]) medians[(day * 24) + 10] = otherDays;
        Assert.Equal(center, CenterOf(10), 1e-6);
    }

    [Fact]
    public void An_hour_seen_in_one_week_only_goes_by_the_same_hour_of_other_working_days()
    {
        medians[10] = 9;
        for (int day = 1; day < 5; day++) medians[(day * 24) + 10] = 2;
        medians[(5 * 24) + 10] = 7;
        Assert.Equal(2, CenterOf(10), 1e-6);
    }

    [Fact]
    public void A_weekend_that_was_never_seen_goes_by_the_working_days()
    {
        for (int day = 0; day < 5; day++) medians[(day * 24) + 10] = 2;
        Assert.Equal(2, CenterOf((6 * 24) + 10), 1e-6);
    }

    [Fact]
    public void An_hour_of_the_day_that_was_never_seen_goes_by_all()
    {
        (medians[1], medians[2], medians[3]) = (1, 5, 6);
        Assert.Equal(5, CenterOf(20), 1e-6);
    }

    [Fact]
    public void Between_the_middles_of_two_hours_the_centre_is_on_the_line()
    {
        foreach (int week in (int[])[0, Week]) (medians[week], medians[week + 1]) = (0, 6);
        SeasonalCenter center = Learnt();
        Assert.Equal(0, center.At(SignalStory.Monday.AddMinutes(30)), 0.06);
        Assert.Equal(3, center.At(SignalStory.Monday.AddMinutes(60)), 0.06);
        Assert.Equal(6, center.At(SignalStory.Monday.AddMinutes(90)), 0.06);
    }

    private double CenterOf(int hourOfWeek) => Learnt().At(HourOfWeek.Number(SignalStory.Monday) + hourOfWeek);

    private SeasonalCenter Learnt()
    {
        var center = new SeasonalCenter();
        center.Learn(medians);
        return center;
    }
}
