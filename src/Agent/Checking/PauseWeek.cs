namespace GcWatch.Agent.Checking;

/// <summary>A week of a service's pause histogram, in slices of five minutes: how many pauses there were up to each boundary.</summary>
internal sealed class PauseWeek
{
    private readonly SortedDictionary<double, double[]> upTo = [];

    /// <summary>The finite boundaries, in seconds, ascending.</summary>
    public IEnumerable<double> Boundaries => upTo.Keys.Where(double.IsFinite);

    public void Put(double boundary, int slice, double count)
    {
        if (!upTo.TryGetValue(boundary, out double[]? counts)) upTo[boundary] = counts = SliceCounts.Unknown();
        counts[slice] = count;
    }

    /// <summary>
    /// By a threshold that is a boundary of every process's histogram, exactly; else by the next smaller boundary, which calls more bad. A process that lacks a boundary leaves its count
    /// below that of the one before it.
    /// </summary>
    /// <param name="threshold">In seconds.</param>
    public SliceCounts Counts(double threshold)
    {
        double[] good = SliceCounts.Unknown();
        double[] bad = SliceCounts.Unknown();
        if (!upTo.TryGetValue(double.PositiveInfinity, out double[]? all)) return new SliceCounts(good, bad);
        for (int slice = 0; slice < good.Length; slice++)
        {
            if (double.IsNaN(all[slice])) continue;
            good[slice] = Math.Min(all[slice], upTo.TakeWhile(pair => pair.Key <= threshold + 1e-9).Select(pair => pair.Value[slice]).Append(0).Where(count => !double.IsNaN(count)).Max());
            bad[slice] = all[slice] - good[slice];
        }

        return new SliceCounts(good, bad);
    }
}
