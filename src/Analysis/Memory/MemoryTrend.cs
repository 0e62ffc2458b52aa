namespace GcWatch.Analysis.Memory;

/// <summary>How memory has grown of late.</summary>
/// <param name="BytesPerHour">The median of the slopes between all pairs of points (Theil–Sen): up to 29 % outliers do not move it.</param>
/// <param name="Tau">Kendall's τ, the share of pairs that rise less that of pairs that fall: 1 if every point is above all before it.</param>
public readonly record struct MemoryTrend(double BytesPerHour, double Tau)
{
    /// <param name="hours">The points' times, rising.</param>
    /// <param name="bytes">The points' values.</param>
    public static MemoryTrend Fit(ReadOnlySpan<double> hours, ReadOnlySpan<double> bytes)
    {
        int pairs = hours.Length * (hours.Length - 1) / 2;
        if (pairs == 0) return default;
        var slopes = new double[pairs];
        int count = 0;
        int sign = 0;
        for (int later = 1; later < hours.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                slopes[count] = (bytes[later] - bytes[earlier]) / (hours[later] - hours[earlier]);
                sign += Math.Sign(slopes[count++]);
            }
        }

        Array.Sort(slopes);
        return new MemoryTrend((slopes[pairs / 2] + slopes[(pairs - 1) / 2]) / 2, (double)sign / pairs);
    }
}
