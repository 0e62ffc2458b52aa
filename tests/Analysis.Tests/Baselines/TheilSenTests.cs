using CsCheck;
using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class TheilSenTests
{
    private static readonly Gen<double[]> Series = Gen.Double[-10, 10].Array[2, 25];

    [Fact]
    public void The_slope_is_the_median_of_all_pairs() => Series.Sample(y =>
    {
        double[] x = X(y);
        double[] slopes = [.. Pairs(y).Select(pair => (y[pair.Later] - y[pair.Earlier]) / (x[pair.Later] - x[pair.Earlier])).Order()];
        double median = (slopes[(slopes.Length - 1) / 2] + slopes[slopes.Length / 2]) / 2;
        Assert.Equal(median, TheilSen.Fit(x, y).Slope, 1e-9);
    });

    [Fact]
    public void Tau_is_the_share_of_rising_pairs_less_that_of_falling_ones() => Series.Sample(y =>
    {
        double expected = Pairs(y).Average(pair => (double)Math.Sign(y[pair.Later] - y[pair.Earlier]));
        Assert.Equal(expected, TheilSen.Fit(X(y), y).Tau, 1e-9);
    });

    [Fact]
    public void A_line_is_found_whatever_a_quarter_of_its_points_says() => Gen.Double[-3, 3].Sample(slope =>
    {
        double[] x = [.. Enumerable.Range(0, 20).Select(at => (double)at)];
        double[] y = [.. x.Select(at => at % 5 == 2 ? 100 * Math.Sin(at) : slope * at)];
        Assert.Equal(slope, TheilSen.Fit(x, y).Slope, 0.7);
    });

    [Theory]
    [InlineData(4, 1.70)]
    [InlineData(8, 3.34)]
    [InlineData(12, 4.46)]
    public void How_rare_a_steady_rise_is_depends_on_how_many_points_it_has(int points, double deviations)
    {
        double[] y = [.. Enumerable.Range(0, points).Select(at => (double)at)];
        Assert.Equal(deviations, TheilSen.Fit(y, y).Significance, 0.01);
        Assert.Equal(-deviations, TheilSen.Fit(y, [.. y.Reverse()]).Significance, 0.01);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Fewer_than_two_points_have_no_trend(int points) =>
        Assert.Equal((0, 0, 0), (TheilSen.Fit(new double[points], new double[points]) is var line ? (line.Slope, line.Tau, line.Significance) : default));

    private static double[] X(double[] y) => [.. y.Select((_, at) => at * 0.25)];

    private static IEnumerable<(int Earlier, int Later)> Pairs(double[] y) =>
        from later in Enumerable.Range(0, y.Length) from earlier in Enumerable.Range(0, later) select (earlier, later);
}
