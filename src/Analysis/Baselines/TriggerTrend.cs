namespace GcWatch.Analysis.Baselines;

/// <summary>How fast the heap at the start of a collection grows, over the last hour's minutes. One owner.</summary>
internal sealed class TriggerTrend
{
    private const int Most = 60;
    private const int Fewest = 10;

    private readonly List<double> hours = new(Most);
    private readonly List<double> logarithms = new(Most);

    /// <summary>Takes a minute's mean size, NaN if it had no collection.</summary>
    /// <returns>Growth an hour as a share; NaN with fewer than ten minutes.</returns>
    public double PerHour(DateTimeOffset minute, double bytes)
    {
        double hour = minute.ToUnixTimeSeconds() / 3600.0;
        int old = hours.FindLastIndex(at => at <= hour - 1) + 1;
        hours.RemoveRange(0, old);
        logarithms.RemoveRange(0, old);
        if (bytes > 0)
        {
            hours.Add(hour);
            logarithms.Add(Math.Log(bytes));
        }

        return hours.Count < Fewest ? double.NaN : Math.Exp(TheilSen.Fit([.. hours], [.. logarithms]).Slope) - 1;
    }
}
