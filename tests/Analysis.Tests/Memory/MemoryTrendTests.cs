using GcWatch.Analysis.Memory;

namespace GcWatch.Analysis.Tests.Memory;

public sealed class MemoryTrendTests
{
    [Fact]
    public void A_line_is_found_exactly() => Assert.Equal(new MemoryTrend(10, 1), MemoryTrend.Fit([0, 1, 2, 3], [5, 15, 25, 35]));

    [Fact]
    public void A_falling_line_has_a_tau_of_minus_one() => Assert.Equal(new MemoryTrend(-10, -1), MemoryTrend.Fit([0, 1, 2], [25, 15, 5]));

    [Fact]
    public void Outliers_do_not_move_the_slope() =>
        Assert.Equal(10, MemoryTrend.Fit([0, 1, 2, 3, 4, 5, 6, 7], [0, 10, 900, 30, 40, 50, 60, 70]).BytesPerHour, 1e-9);

    [Fact]
    public void Pairs_that_are_level_count_for_neither_side() => Assert.Equal(2.0 / 3, MemoryTrend.Fit([0, 1, 2], [1, 1, 2]).Tau, 1e-9);

    [Fact]
    public void One_point_has_no_trend() => Assert.Equal(default, MemoryTrend.Fit([1], [1]));
}
