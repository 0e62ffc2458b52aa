namespace GcWatch.Analysis.Windows;

/// <summary>
/// Durations over the last so many slices of equal width. A window of n slices covers between n − 1 and n widths: the current,
/// unfinished slice counts as one. One owner; time is handed in and never runs backwards.
/// </summary>
public sealed class SlidingWindow(TimeSpan sliceWidth, int sliceCount)
{
    private readonly WindowSlice?[] ring = new WindowSlice?[sliceCount];
    private WindowSlice? current;

    public void Record(TimeSpan at, TimeSpan value)
    {
        long ordinal = Ordinal(at);
        if (current is null || ordinal > current.Ordinal)
        {
            current?.Sketch.Trim();
            current = new WindowSlice(ordinal);
            ring[ordinal % sliceCount] = current;
        }

        current.Sketch.Record(value);
    }

    /// <summary>Adds all slices of the last <paramref name="span"/> up to <paramref name="now"/> to <paramref name="sum"/>.</summary>
    public void AddTo(SketchSum sum, TimeSpan now, TimeSpan span)
    {
        ArgumentNullException.ThrowIfNull(sum);
        long newest = Ordinal(now);
        long oldest = newest - Math.Min(sliceCount, span.Ticks / sliceWidth.Ticks) + 1;
        foreach (WindowSlice? slice in ring)
        {
            if (slice is not null && slice.Ordinal >= oldest && slice.Ordinal <= newest) sum.Add(slice.Sketch);
        }
    }

    private long Ordinal(TimeSpan at) => Math.Max(0, at.Ticks) / sliceWidth.Ticks;
}
