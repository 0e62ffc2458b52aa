using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>Hourly quartiles of residuals, and the spread of them all together.</summary>
/// <param name="hours">How many hours are kept.</param>
internal sealed class ResidualRing(int hours)
{
    private const int FewestHours = 6;

    /// <summary>1.4826: the median absolute deviation of a normal distribution is 1/1.4826 of its standard deviation.</summary>
    private const double NormalByMad = 1.4826;

    /// <summary>Where the 5th, 15th … 45th percentiles of a normal distribution lie, in units of the distance from median to quartile.</summary>
    private static readonly float[] Places = [2.4387f, 1.5366f, 1, 0.5713f, 0.1863f];

    private readonly float[] kept = Empty(3 * hours);

    public void Put(long hour, HourQuartiles residual)
    {
        int place = Place(hour);
        kept[place] = (float)residual.Q25;
        kept[place + 1] = (float)residual.Q50;
        kept[place + 2] = (float)residual.Q75;
    }

    public void Forget(long hour) => kept.AsSpan(Place(hour), 3).Fill(float.NaN);

    /// <summary>1.4826 × the median of |residual|, each hour standing for ten points of its distribution; NaN while too little is known.</summary>
    public double Spread()
    {
        Span<float> room = stackalloc float[2 * Places.Length * hours];
        int found = 0;
        for (int place = 0; place < kept.Length; place += 3)
        {
            if (float.IsNaN(kept[place + 1])) continue;
            float median = kept[place + 1];
            float below = median - kept[place];
            float above = kept[place + 2] - median;
            foreach (float share in Places)
            {
                room[found++] = Math.Abs(median - (share * below));
                room[found++] = Math.Abs(median + (share * above));
            }
        }

        return found < 2 * Places.Length * FewestHours ? double.NaN : NormalByMad * HourQuartiles.Of(room[..found]).Q50;
    }

    public ImmutableArray<float> Save() => [.. kept];

    public void Restore(ReadOnlySpan<float> saved) => saved[..Math.Min(saved.Length, kept.Length)].CopyTo(kept);

    private static float[] Empty(int length)
    {
        float[] empty = new float[length];
        Array.Fill(empty, float.NaN);
        return empty;
    }

    private int Place(long hour) => 3 * (int)(hour % hours);
}
