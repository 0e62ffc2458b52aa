namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The line through points that outliers do not move: the median of the slopes of all pairs (Theil 1950, Sen 1968), and Kendall's τ of
/// the same pairs, which says how steadily they rise (Mann 1945). O(n²) pairs.
/// </summary>
/// <param name="Slope">Units of y per unit of x.</param>
/// <param name="Tau">−1 (always falling) to 1 (always rising).</param>
/// <param name="Points">How many points.</param>
public readonly record struct TheilSen(double Slope, double Tau, int Points)
{
    /// <summary>τ in standard deviations of what chance makes of so many points (Mann–Kendall, with the correction for continuity); 0 for fewer than two.</summary>
    public double Significance
    {
        get
        {
            double pairs = Points * (Points - 1) / 2.0;
            if (pairs == 0) return 0;
            double concordance = Tau * pairs;
            double continuous = Math.Sign(concordance) * Math.Max(0, Math.Abs(concordance) - 1);
            return continuous / Math.Sqrt(pairs * ((2 * Points) + 5) / 9);
        }
    }

    /// <param name="x">Rising.</param>
    /// <param name="y">As many.</param>
    /// <returns>Slope and τ of 0 if there are fewer than two points.</returns>
    public static TheilSen Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int pairs = x.Length * (x.Length - 1) / 2;
        if (pairs == 0) return new TheilSen(0, 0, x.Length);
        double[] slopes = new double[pairs];
        int concordance = 0;
        int at = 0;
        for (int later = 1; later < x.Length; later++)
        {
            for (int earlier = 0; earlier < later; earlier++)
            {
                double rise = y[later] - y[earlier];
                concordance += Math.Sign(rise);
                slopes[at++] = rise / (x[later] - x[earlier]);
            }
        }

        return new TheilSen(Median(slopes), (double)concordance / pairs, x.Length);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
