using CsCheck;
using GcWatch.Analysis.Tests.Stories;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Windows;

public sealed class QuantileSketchTests
{
    [Fact]
    public void The_promised_error_is_just_over_half_a_percent() => Assert.InRange(QuantileSketch.RelativeError, 0.005, 0.0055);

    [Fact]
    public void Every_quantile_is_within_the_promised_error_of_the_nearest_rank() => Pauses.Many.Sample(
        pauses => Pauses.AssertClose(Pauses.Exactly(Minutes(1), pauses), Pauses.Sketch(pauses).Summary()), iter: 2_000);

    [Fact]
    public void Count_sum_and_maximum_are_exact() => Pauses.Many.Sample(
        pauses =>
        {
            QuantileSketch sketch = Pauses.Sketch(pauses);
            Assert.Equal((pauses.Length, pauses.Sum(), pauses.Max()), (sketch.Count, sketch.Sum, sketch.Max));
        },
        iter: 1_000);

    [Fact]
    public void No_quantile_exceeds_the_maximum() => Pauses.Many.Sample(
        pauses =>
        {
            PauseSummary summary = Pauses.Sketch(pauses).Summary();
            Assert.Equal([summary.P50, summary.P90, summary.P95, summary.P99, summary.Max],
                new[] { summary.P50, summary.P90, summary.P95, summary.P99, summary.Max }.Order());
        },
        iter: 1_000);

    [Fact]
    public void Each_value_up_to_ten_microseconds_lies_in_a_bucket_of_its_own()
    {
        for (long ticks = 1; ticks < 90; ticks++)
        {
            Assert.Equal(ticks, QuantileSketch.ValueOf(QuantileSketch.IndexOf(TimeSpan.FromTicks(ticks))).Ticks);
        }
    }

    [Fact]
    public void Longer_durations_never_lie_in_a_lower_bucket() => Gen.Select(Pauses.AnyPause, Pauses.AnyPause).Sample(
        (one, other) => (one <= other) == (QuantileSketch.IndexOf(one) <= QuantileSketch.IndexOf(other))
            || QuantileSketch.IndexOf(one) == QuantileSketch.IndexOf(other),
        iter: 10_000);

    [Fact]
    public void The_edge_of_a_bucket_belongs_to_the_bucket_below_it()
    {
        int atEdge = QuantileSketch.IndexOf(TimeSpan.FromTicks(1 << 20));

        Assert.Equal((20 * QuantileSketch.BucketsPerDoubling) - 1, atEdge);
        Assert.Equal(atEdge, QuantileSketch.IndexOf(TimeSpan.FromTicks((1 << 20) - 1)));
        Assert.Equal(atEdge + 1, QuantileSketch.IndexOf(TimeSpan.FromTicks((1 << 20) + 1)));
    }

    [Fact]
    public void The_longest_duration_there_is_has_a_bucket()
    {
        PauseSummary summary = Pauses.Sketch([TimeSpan.MaxValue]).Summary();

        Assert.Equal(TimeSpan.MaxValue, summary.Max);
        Assert.InRange(summary.P50 / TimeSpan.MaxValue, 0.99, 1);
    }

    [Fact]
    public void An_empty_sketch_is_all_zero() => Assert.Equal(PauseSummary.Empty(Minutes(1)), new QuantileSketch().Summary());

    [Fact]
    public void One_value_is_every_quantile()
    {
        PauseSummary summary = Pauses.Sketch([Ms(42)]).Summary();

        Assert.Equal(1, summary.Count);
        Assert.All([summary.P50, summary.P90, summary.P95, summary.P99], found => Pauses.AssertClose(Ms(42), found));
        Assert.Equal(Ms(42), summary.Max);
    }

    [Fact]
    public void Zero_and_less_are_counted_and_lie_below_everything_else()
    {
        PauseSummary summary = Pauses.Sketch([TimeSpan.Zero, Ms(-5), TimeSpan.Zero, Ms(8)]).Summary();

        Assert.Equal(4, summary.Count);
        Assert.InRange(summary.P50, TimeSpan.Zero, TimeSpan.FromTicks(1));
        Assert.Equal(Ms(8), summary.Max);
    }

    [Fact]
    public void Only_zeros_have_a_maximum_of_zero()
    {
        PauseSummary summary = Pauses.Sketch([TimeSpan.Zero, TimeSpan.Zero]).Summary();

        Assert.Equal((2, TimeSpan.Zero, TimeSpan.Zero), (summary.Count, summary.P99, summary.Max));
    }

    [Fact]
    public void Trimming_changes_nothing_that_is_kept_and_nothing_that_follows() => Gen.Select(Pauses.Many, Pauses.Many).Sample(
        (before, after) =>
        {
            QuantileSketch trimmed = Pauses.Sketch(before);
            trimmed.Trim();
            Assert.Equal(Pauses.Sketch(before).Summary(), trimmed.Summary());
            foreach (TimeSpan pause in after) trimmed.Record(pause);
            Assert.Equal(Pauses.Sketch([.. before, .. after]).Summary(), trimmed.Summary());
        },
        iter: 300);

    [Fact]
    public void Sketches_taken_together_say_the_same_as_one_sketch_of_all() => Pauses.Many.Array[0, 5].Sample(
        parts =>
        {
            var sum = new SketchSum();
            foreach (TimeSpan[] part in parts) sum.Add(Pauses.Sketch(part));
            Assert.Equal(Pauses.Sketch([.. parts.SelectMany(part => part)]).Summary(), sum.Summarize(Minutes(1)));
        },
        iter: 300);

    [Fact]
    public void A_cleared_sum_remembers_nothing()
    {
        var sum = new SketchSum();
        sum.Add(Pauses.Sketch([Ms(100), Ms(200)]));
        sum.Clear();
        sum.Add(Pauses.Sketch([Ms(1)]));

        Assert.Equal(Pauses.Sketch([Ms(1)]).Summary(), sum.Summarize(Minutes(1)));
    }
}
