namespace GcWatch.Analysis.Windows;

/// <summary>Several sketches taken together, for one set of quantiles. Reusable; one owner.</summary>
public sealed class SketchSum
{
    private readonly long[] counts = new long[QuantileSketch.IndexLimit];
    private long count;
    private TimeSpan sum;
    private TimeSpan max;

    public void Clear()
    {
        Array.Clear(counts);
        count = 0;
        sum = TimeSpan.Zero;
        max = TimeSpan.Zero;
    }

    public void Add(QuantileSketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        sketch.AddTo(counts);
        count += sketch.Count;
        sum += sketch.Sum;
        if (sketch.Max > max) max = sketch.Max;
    }

    /// <summary>Quantiles by nearest rank (the ⌈q·n⌉-th smallest value), one pass; the maximum is exact.</summary>
    public PauseSummary Summarize(TimeSpan window)
    {
        if (count == 0) return PauseSummary.Empty(window);
        Span<TimeSpan> found = stackalloc TimeSpan[PauseSummary.Ranks.Length];
        int next = 0;
        long seen = 0;
        for (int i = 0; i < counts.Length && next < found.Length; i++)
        {
            if (counts[i] == 0) continue;
            seen += counts[i];
            TimeSpan value = QuantileSketch.ValueOf(i);
            while (next < found.Length && seen >= Math.Ceiling(PauseSummary.Ranks[next] * count)) found[next++] = value < max ? value : max;
        }

        return new PauseSummary(window, count, sum, found[0], found[1], found[2], found[3], max);
    }
}
