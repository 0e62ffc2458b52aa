using System.Runtime.InteropServices;

namespace GcWatch.Analysis.Memory;

/// <summary>
/// Whether memory grows, and how fast: by the least value of each minute over the last hour. Growth is real where τ says so, and where it still goes on in the
/// last third of the time: a cache that has filled, or a program that has started, is no leak. One owner.
/// </summary>
public sealed class MemoryForecast(MemoryRules rules)
{
    private readonly List<double> hours = [];
    private readonly List<double> leasts = [];
    private long ordinal = -1;
    private long least;

    /// <summary>Whether there are points enough to judge.</summary>
    public bool IsReady => hours.Count >= rules.LeastPoints;

    /// <summary>Growth in bytes an hour; null where there is none that is real, or too few points.</summary>
    public double? GrowthPerHour { get; private set; }

    /// <param name="at">Never less than before.</param>
    /// <param name="bytes">The memory in use.</param>
    public void Observe(TimeSpan at, long bytes)
    {
        long step = at.Ticks / rules.TrendStep.Ticks;
        if (step == ordinal)
        {
            least = Math.Min(least, bytes);
            return;
        }

        if (ordinal >= 0) Close(at);
        ordinal = step;
        least = bytes;
    }

    private void Close(TimeSpan now)
    {
        hours.Add(ordinal * rules.TrendStep.TotalHours);
        leasts.Add(least);
        int old = hours.FindIndex(hour => now.TotalHours - hour <= rules.TrendSpan.TotalHours + rules.TrendStep.TotalHours);
        hours.RemoveRange(0, old < 0 ? hours.Count : old);
        leasts.RemoveRange(0, leasts.Count - hours.Count);
        GrowthPerHour = IsReady ? Growth() : null;
    }

    private double? Growth()
    {
        MemoryTrend whole = Fit(0);
        MemoryTrend late = Fit(hours.Count - Math.Max(5, hours.Count / 3));
        double slope = Math.Min(whole.BytesPerHour, late.BytesPerHour);
        return whole.Tau > rules.LeastTau && slope > 0 ? slope : null;
    }

    private MemoryTrend Fit(int from) => MemoryTrend.Fit(
        CollectionsMarshal.AsSpan(hours)[from..],
        CollectionsMarshal.AsSpan(leasts)[from..]);
}
