namespace GcWatch.Benchmarks.Nab;

/// <summary>Centre and spread of a series' first rows, so that all series can share a least scale.</summary>
internal readonly record struct RobustUnit(double Center, double Spread)
{
    private const double LeastShare = 0.04;

    public static RobustUnit Of(ReadOnlySpan<double> values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        double center = sorted[sorted.Length / 2];
        double[] distances = [.. sorted.Select(value => Math.Abs(value - center)).Order()];
        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Average(value => (value - mean) * (value - mean)));
        // Of a series that mostly stands still the median distance is 0: a quarter of the deviation stands in, and 4 % for one that never moves.
        double spread = Math.Max(1.4826 * distances[distances.Length / 2], deviation / 4);
        return new RobustUnit(center, spread > 0 ? spread : Math.Max(1e-9, LeastShare * Math.Abs(center)));
    }

    public double[] Apply(double[] values)
    {
        (double center, double spread) = (Center, Spread);
        return [.. values.Select(value => (value - center) / spread)];
    }
}
