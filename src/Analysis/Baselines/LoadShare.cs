namespace GcWatch.Analysis.Baselines;

/// <summary>
/// How much of an unusual load is found again in the live heap: the regression coefficient of the heap's changes over half a day on those of
/// the allocation rate, both without their hour-of-week profile. A busy day fills caches and queues; that is no leak.
/// </summary>
internal sealed class LoadShare
{
    /// <summary>Half-life of a week at two pairs an hour.</summary>
    private const double Forgetting = 0.998;

    /// <summary>As much as two days of quiet: nothing is believed of the first few pairs.</summary>
    private const double Prior = 0.3;

    private const double LargestChange = 0.3;

    private double covariance;
    private double variance;

    /// <summary>0 (the heap does not care) to 1 (it follows in full).</summary>
    public double Value => Math.Clamp(covariance / (variance + Prior), 0, 1);

    public void Learn(double heapChange, double loadChange)
    {
        if (!double.IsFinite(heapChange) || !double.IsFinite(loadChange)) return;
        double heap = Math.Clamp(heapChange, -LargestChange, LargestChange);
        double load = Math.Clamp(loadChange, -2 * LargestChange, 2 * LargestChange);
        covariance = (Forgetting * covariance) + (heap * load);
        variance = (Forgetting * variance) + (load * load);
    }
}
