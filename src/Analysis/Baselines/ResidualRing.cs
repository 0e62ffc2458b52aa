using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>Hourly quartiles of residuals, and the spread of them all together.</summary>
/// <param name="hours">How many hours are kept.</param>
internal sealed class ResidualRing(int hours)
{
    private const int FewestHours = 6;

    /// <summary>1.4826: the median absolute deviation of a normal distribution is 1/1.4826 of its standard deviation.</summary>
    private const double NormalByMad = 1.4826;

    // Where the deciles 1 and 3 of a normal distribution lie, in units of the distance from median to quartile.
    private const double OuterDecile = 1.9000;
    private const double InnerDecile = 0.7775;

    private readonly float[] kept = Empty(3 * hours);
    private readonly float[] room = new float[5 * hours];

    public void Put(long hour, HourQuartiles residual)
    {
        int place = Place(hour);
        kept[place] = (float)residual.Q25;
        kept[place + 1] = (float)residual.Q50;
        kept[place + 2] = (float)residual.Q75;
    }

    public void Forget(long hour) => kept.AsSpan(Place(hour), 3).Fill(float.NaN);

    /// <summary>1.4826 × the median of |residual|, each hour standing for five points of its distribution; NaN while too little is known.</summary>
    public double Spread()
    {
        int found = 0;
        for (int place = 0; place < kept.Length; place += 3)
        {
            if (float.IsNaN(kept[place + 1])) continue;
            float median = kept[place + 1];
            float below = median - kept[place];
            float above = kept[place + 2] - median;
            room[found++] = Math.Abs(median - (float)(OuterDecile * below));
            room[found++] = Math.Abs(median - (float)(InnerDecile * below));
            room[found++] = Math.Abs(median);
            room[found++] = Math.Abs(median + (float)(InnerDecile * above));
            room[found++] = Math.Abs(median + (float)(OuterDecile * above));
        }

        return found < 5 * FewestHours ? double.NaN : NormalByMad * HourQuartiles.Of(room.AsSpan(0, found)).Q50;
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
