namespace GcWatch.Benchmarks.Nab;

/// <summary>The upper tail of the normal distribution (Abramowitz, Stegun 1964, 26.2.17; absolute error below 7.5e-8).</summary>
internal static class NormalTail
{
    /// <param name="deviations">Not negative.</param>
    public static double Beyond(double deviations)
    {
        double t = 1 / (1 + (0.2316419 * deviations));
        double polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return Math.Exp(-deviations * deviations / 2) / Math.Sqrt(2 * Math.PI) * polynomial;
    }
}
