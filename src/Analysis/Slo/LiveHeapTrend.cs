using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Slo;

/// <summary>
/// How fast the live heap grows, by what was alive at the end of each gen2 of the last hour: nothing else is free of dead objects. Theil–Sen
/// slope of its logarithm. Where gen2s come fast, one a minute is kept, the smallest.
/// </summary>
internal sealed class LiveHeapTrend
{
    /// <summary>Fewer say nothing.</summary>
    public const int Fewest = 3;

    private static readonly TimeSpan Window = TimeSpan.FromHours(1);
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(1);

    private readonly List<HeapPoint> points = [];

    public void Add(TimeSpan at, long liveBytes)
    {
        if (liveBytes <= 0) return;
        if (points.Count > 0 && at.Ticks / Grid.Ticks == points[^1].At.Ticks / Grid.Ticks)
        {
            if (liveBytes < points[^1].Bytes) points[^1] = new HeapPoint(at, liveBytes);
            return;
        }

        points.RemoveAll(point => point.At < at - Window);
        points.Add(new HeapPoint(at, liveBytes));
    }

    public void Clear() => points.Clear();

    /// <returns>Growth in an hour as a share: 0.05 is 5 %/h; null where there are too few points.</returns>
    public double? PerHour(TimeSpan now)
    {
        HeapPoint[] recent = [.. points.Where(point => point.At >= now - Window)];
        if (recent.Length < Fewest) return null;
        double[] hours = [.. recent.Select(point => point.At.TotalHours)];
        double[] logarithms = [.. recent.Select(point => Math.Log(point.Bytes))];
        return Math.Exp(TheilSen.Fit(hours, logarithms).Slope) - 1;
    }

    private readonly record struct HeapPoint(TimeSpan At, long Bytes);
}
