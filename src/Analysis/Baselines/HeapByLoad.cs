namespace GcWatch.Analysis.Baselines;

/// <summary>
/// How the live heap follows the load: what requests in flight hold grows with their rate, the rest does not (Little's law), so that
/// heap = rest + share × allocation rate. Laid through the two hour-of-week profiles by least squares: what the heap does between night and
/// noon, it will do on a busy day as well. Not thread-safe.
/// </summary>
internal sealed class HeapByLoad
{
    /// <summary>Of the heap at the mean load: no more of it than this is ascribed to the load.</summary>
    private const double LargestShare = 0.9;

    private long hour = long.MinValue;
    private double share;
    private double usualRate = 1;

    /// <summary>Share of the heap that belongs to the load, at the mean load: 0–0.9.</summary>
    public double Share => share;

    /// <summary>Looks at the profiles anew, once an hour.</summary>
    public void Learn(DateTimeOffset minute, SignalBaseline heap, SignalBaseline allocation)
    {
        long now = HourOfWeek.Number(minute);
        if (now == hour) return;
        hour = now;
        double rates = 0, heaps = 0, squares = 0, products = 0;
        for (int place = 0; place < HourOfWeek.InWeek; place++)
        {
            double rate = Math.Exp(allocation.ProfileAt(now + place));
            double size = Math.Exp(heap.ProfileAt(now + place));
            (rates, heaps, squares, products) = (rates + rate, heaps + size, squares + (rate * rate), products + (rate * size));
        }

        double variance = squares - (rates * rates / HourOfWeek.InWeek);
        double slope = variance > 0 ? (products - (rates * heaps / HourOfWeek.InWeek)) / variance : 0;
        usualRate = rates / HourOfWeek.InWeek;
        share = Math.Clamp(slope * rates / heaps, 0, LargestShare);
    }

    /// <summary>How much larger the heap should be, as a difference of logarithms, at this load than at the usual one.</summary>
    /// <param name="rate">ln(allocation rate) less its level.</param>
    /// <param name="usual">The profile of it at this hour.</param>
    public double Explains(double rate, double usual) => Math.Log(Of(rate) / Of(usual));

    private double Of(double rate) => 1 - share + (share * Math.Exp(rate) / usualRate);
}
