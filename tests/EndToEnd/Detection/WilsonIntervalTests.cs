using GcWatch.Harness;

namespace GcWatch.EndToEnd.Detection;

/// <summary>Against the table of Newcombe (1998, Statistics in Medicine 17: 857–872), score method.</summary>
public sealed class WilsonIntervalTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void The_interval_is_that_of_the_published_table(int hits, int cases, double low, double high)
    {
        var interval = new WilsonInterval(hits, cases);
        Assert.Equal(low, interval.Low, 0.00006);
        Assert.Equal(high, interval.High, 0.00006);
    }

    [Fact]
    public void All_of_few_leaves_room_for_a_miss()
    {
        var interval = new WilsonInterval(18, 18);
        Assert.Equal(1, interval.Share);
        Assert.Equal(1, interval.High, 1e-9);
        Assert.Equal(18 / (18 + (1.959964 * 1.959964)), interval.Low, 1e-9);
    }

    [Fact]
    public void Nothing_is_known_without_cases() => Assert.Equal((0.0, 1.0), (new WilsonInterval(0, 0).Low, new WilsonInterval(0, 0).High));
}
