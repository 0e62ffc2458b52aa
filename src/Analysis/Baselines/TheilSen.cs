namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The median of the slopes between all pairs of points: up to 29 % of them may be wild without moving it far.
/// Source: P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63 (1968).
/// </summary>
public static class TheilSen
{
    /// <returns>Change of <paramref name="values"/> for each unit of <paramref name="times"/>; NaN with fewer than two different times.</returns>
    public static double Slope(ReadOnlySpan<double> times, ReadOnlySpan<double> values)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, times.Length);
        var slopes = new List<double>(times.Length * (times.Length - 1) / 2);
        for (int i = 0; i < times.Length; i++)
        {
            for (int j = i + 1; j < times.Length; j++)
            {
                if (times[i] != times[j]) slopes.Add((values[j] - values[i]) / (times[j] - times[i]));
            }
        }

        if (slopes.Count == 0) return double.NaN;
        slopes.Sort();
        int middle = slopes.Count / 2;
        return slopes.Count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }
}
