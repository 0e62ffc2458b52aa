using CsCheck;
using GcWatch.Analysis.Windows;
using static GcWatch.Analysis.Tests.Stories.Duration;

namespace GcWatch.Analysis.Tests.Stories;

/// <summary>Random pauses, and what is exactly true of them.</summary>
internal static class Pauses
{
    /// <summary>From 100 ns to an hour, each order of magnitude as likely as any other.</summary>
    public static readonly Gen<TimeSpan> AnyPause =
        Gen.Double[0, Math.Log(TimeSpan.TicksPerHour)].Select(log => TimeSpan.FromTicks((long)Math.Round(Math.Exp(log))));

    public static readonly Gen<TimeSpan[]> Many = AnyPause.Array[1, 200];

    public static QuantileSketch Sketch(IEnumerable<TimeSpan> pauses)
    {
        var sketch = new QuantileSketch();
        foreach (TimeSpan pause in pauses) sketch.Record(pause);
        return sketch;
    }

    public static PauseSummary Summary(this QuantileSketch sketch)
    {
        var sum = new SketchSum();
        sum.Add(sketch);
        return sum.Summarize(Minutes(1));
    }

    /// <summary>Quantiles by nearest rank, from the sorted values themselves.</summary>
    public static PauseSummary Exactly(TimeSpan window, IReadOnlyCollection<TimeSpan> pauses)
    {
        if (pauses.Count == 0) return PauseSummary.Empty(window);
        TimeSpan[] sorted = [.. pauses.Order()];
        return new PauseSummary(window, sorted.Length, sorted.Sum(), Rank(50), Rank(90), Rank(95), Rank(99), sorted[^1]);

        TimeSpan Rank(int percent) => sorted[(((percent * sorted.Length) + 99) / 100) - 1];
    }

    public static void AssertClose(PauseSummary exact, PauseSummary found)
    {
        Assert.Equal((exact.Window, exact.Count, exact.Total, exact.Max), (found.Window, found.Count, found.Total, found.Max));
        AssertClose(exact.P50, found.P50);
        AssertClose(exact.P90, found.P90);
        AssertClose(exact.P95, found.P95);
        AssertClose(exact.P99, found.P99);
    }

    /// <summary>Within the sketch's promise, and half a tick because durations are whole ticks.</summary>
    public static void AssertClose(TimeSpan exact, TimeSpan found) =>
        Assert.InRange(Math.Abs((found - exact).Ticks), 0, (exact.Ticks * QuantileSketch.RelativeError) + 0.5001);
}
