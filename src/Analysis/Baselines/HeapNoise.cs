namespace GcWatch.Analysis.Baselines;

/// <summary>How much the live heap differs from one half-hour to the next, and so how much growth is chance.</summary>
internal sealed class HeapNoise
{
    private const double Forgetting = 0.99;
    private const double Least = 0.01;

    /// <summary>The mean distance of two values of a normal distribution, in its standard deviations.</summary>
    private const double NormalDistance = 1.128;

    private const double LargestStep = 0.15;

    /// <summary>What lies closer together is not independent.</summary>
    private const double HoursApart = 0.33;

    private double sum = 0.3;
    private double count = 10;
    private double last = double.NaN;

    /// <summary>Standard deviation of the logarithm.</summary>
    public double Deviation => Math.Max(Least, sum / count / NormalDistance);

    public void Put(double halfHour)
    {
        double step = Math.Abs(halfHour - last);
        last = halfHour;
        if (!double.IsFinite(step)) return;
        sum = (Forgetting * sum) + Math.Min(step, LargestStep);
        count = (Forgetting * count) + 1;
    }

    public void Break() => last = double.NaN;

    /// <summary>Standard error of the growth that a line through so many evenly spaced points shows: σ·√(12/n).</summary>
    public double OfGrowth(int points, double hours) => Deviation * Math.Sqrt(12 / Math.Min(points, 1 + (hours / HoursApart)));
}
