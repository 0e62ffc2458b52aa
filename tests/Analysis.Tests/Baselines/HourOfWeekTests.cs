using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class HourOfWeekTests
{
    [Theory]
    [InlineData("2026-03-02T00:00Z", 0)]
    [InlineData("2026-03-02T00:59Z", 0)]
    [InlineData("2026-03-06T23:00Z", 119)]
    [InlineData("2026-03-07T00:00Z", 120)]
    [InlineData("2026-03-08T23:59Z", 167)]
    [InlineData("2026-03-09T00:00Z", 0)]
    public void The_week_begins_on_Monday_at_midnight(string time, int place) => Assert.Equal(place, HourOfWeek.Of(Number(time)));

    [Fact]
    public void The_weekend_is_Saturday_and_Sunday() => Assert.Equal(
        [false, true, true, false],
        ((string[])["2026-03-06T23:00Z", "2026-03-07T00:00Z", "2026-03-08T23:00Z", "2026-03-09T00:00Z"]).Select(time => HourOfWeek.IsWeekend(HourOfWeek.Of(Number(time)))));

    [Fact]
    public void A_place_in_four_weeks_is_kept_for_four_weeks()
    {
        long hour = Number("2026-03-02T05:00Z");
        Assert.Equal(4 * HourOfWeek.InWeek, Enumerable.Range(0, 4 * HourOfWeek.InWeek).Select(later => HourOfWeek.InCycle(hour + later)).Distinct().Count());
        Assert.Equal(HourOfWeek.InCycle(hour), HourOfWeek.InCycle(hour + (4 * HourOfWeek.InWeek)));
        Assert.Equal(HourOfWeek.Of(hour), HourOfWeek.InCycle(hour) % HourOfWeek.InWeek);
    }

    private static long Number(string time) => HourOfWeek.Number(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture));
}
