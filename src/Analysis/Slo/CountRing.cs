namespace GcWatch.Analysis.Slo;

/// <summary>Good and bad over the last so many slices of equal width; the current one counts as one. One owner; time never runs backwards.</summary>
internal sealed class CountRing(TimeSpan width, int slices)
{
    private readonly int[] good = new int[slices];
    private readonly int[] bad = new int[slices];
    private long newest;

    public TimeSpan Longest => width * slices;

    public void Add(TimeSpan at, bool isGood)
    {
        MoveTo(Ordinal(at));
        (isGood ? good : bad)[newest % slices]++;
    }

    public SloCount Sum(TimeSpan now, TimeSpan window)
    {
        MoveTo(Ordinal(now));
        long oldest = Math.Max(0, newest - (window.Ticks / width.Ticks) + 1);
        SloCount sum = default;
        for (long ordinal = oldest; ordinal <= newest; ordinal++) sum += new SloCount(good[ordinal % slices], bad[ordinal % slices], 0);
        return sum;
    }

    private void MoveTo(long ordinal)
    {
        if (ordinal <= newest) return;
        for (long next = Math.Max(newest + 1, ordinal - slices + 1); next <= ordinal; next++) good[next % slices] = bad[next % slices] = 0;
        newest = ordinal;
    }

    private long Ordinal(TimeSpan at) => Math.Max(0, at.Ticks) / width.Ticks;
}
