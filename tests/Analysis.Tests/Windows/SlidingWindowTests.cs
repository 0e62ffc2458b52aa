using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Windows;

public sealed class SlidingWindowTests
{
    private readonly SlidingWindow window = new(Seconds(10), sliceCount: 6);

    private long CountAt(double now, double span = 60)
    {
        var sum = new SketchSum();
        window.AddTo(sum, Seconds(now), Seconds(span));
        return sum.Summarize(Seconds(span)).Count;
    }

    [Fact]
    public void An_empty_window_holds_nothing() => Assert.Equal(0, CountAt(now: 0));

    [Fact]
    public void A_value_is_seen_at_once()
    {
        window.Record(Seconds(3), Ms(1));
        Assert.Equal(1, CountAt(now: 3));
    }

    [Fact]
    public void A_value_stays_until_its_slice_is_as_old_as_the_window()
    {
        window.Record(Seconds(3), Ms(1));

        Assert.Equal(1, CountAt(now: 59.999));
        Assert.Equal(0, CountAt(now: 60));
    }

    [Fact]
    public void A_value_at_the_edge_of_a_slice_belongs_to_the_later_slice()
    {
        window.Record(Seconds(9.9999999), Ms(1));
        window.Record(Seconds(10), Ms(1));

        Assert.Equal(2, CountAt(now: 59));
        Assert.Equal(1, CountAt(now: 60));
        Assert.Equal(0, CountAt(now: 70));
    }

    [Fact]
    public void A_shorter_span_sees_only_the_newest_slices()
    {
        for (int second = 0; second < 60; second++) window.Record(Seconds(second), Ms(1));

        Assert.Equal([10, 20, 60], new[] { 10.0, 20.0, 60.0 }.Select(span => CountAt(now: 59, span)));
    }

    [Fact]
    public void A_longer_span_than_is_kept_sees_what_is_kept()
    {
        for (int second = 0; second < 100; second++) window.Record(Seconds(second), Ms(1));

        Assert.Equal(60, CountAt(now: 99, span: 600));
    }

    [Fact]
    public void A_slice_that_comes_round_again_has_forgotten_its_values()
    {
        window.Record(Seconds(5), Ms(1));
        window.Record(Seconds(65), Ms(1));

        Assert.Equal(1, CountAt(now: 65));
    }

    [Fact]
    public void After_a_long_silence_the_window_is_empty_and_takes_values_again()
    {
        for (int second = 0; second < 60; second++) window.Record(Seconds(second), Ms(1));
        Assert.Equal(0, CountAt(now: 1_000_000));

        window.Record(Seconds(1_000_003), Ms(1));
        Assert.Equal(1, CountAt(now: 1_000_005));
    }

    [Fact]
    public void Values_later_than_now_are_not_seen()
    {
        window.Record(Seconds(25), Ms(1));
        Assert.Equal(0, CountAt(now: 15));
    }

    [Fact]
    public void A_value_that_comes_late_counts_with_the_current_slice()
    {
        window.Record(Seconds(25), Ms(1));
        window.Record(Seconds(15), Ms(1));

        Assert.Equal(2, CountAt(now: 25, span: 10));
    }

    [Fact]
    public void A_time_before_the_session_counts_as_its_beginning()
    {
        window.Record(Seconds(-13), Ms(1));
        Assert.Equal(1, CountAt(now: 0));
    }
}
