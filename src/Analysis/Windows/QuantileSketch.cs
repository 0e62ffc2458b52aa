namespace GcWatch.Analysis.Windows;

/// <summary>
/// An exponential histogram of durations: OpenTelemetry's layout at scale 6, base 2^(1/64), so that a bucket's estimate is within
/// (base − 1)/(base + 1) = 0.54 % of every value in it, plus half a tick of 100 ns: under 1 % from 10 µs on. Sparse: as many entries as there are distinct buckets. Not thread-safe.
/// Source: OpenTelemetry data model, "ExponentialHistogram".
/// </summary>
public sealed class QuantileSketch
{
    /// <summary>Buckets for each doubling.</summary>
    public const int BucketsPerDoubling = 64;

    /// <summary>The largest relative error of a quantile.</summary>
    public static readonly double RelativeError = (Math.Pow(2, 1.0 / BucketsPerDoubling) - 1) / (Math.Pow(2, 1.0 / BucketsPerDoubling) + 1);

    /// <summary>One more than the largest index: durations are counted in ticks of 100 ns, up to 2^63.</summary>
    internal const int IndexLimit = BucketsPerDoubling * 64;

    private short[] indexes = [];
    private int[] counts = [];
    private int used;

    public long Count { get; private set; }

    public TimeSpan Sum { get; private set; }

    /// <summary>The exact largest value; zero when empty.</summary>
    public TimeSpan Max { get; private set; }

    /// <summary>Zero and less count as one tick (100 ns).</summary>
    public void Record(TimeSpan value)
    {
        Count++;
        if (value > TimeSpan.Zero) Sum += value;
        if (value > Max) Max = value;
        short index = (short)IndexOf(value);
        int at = Array.BinarySearch(indexes, 0, used, index);
        if (at < 0) at = Insert(~at, index);
        counts[at]++;
    }

    /// <summary>Gives back the room that growth left over; called when a slice is closed.</summary>
    public void Trim()
    {
        Array.Resize(ref indexes, used);
        Array.Resize(ref counts, used);
    }

    internal void AddTo(long[] dense)
    {
        for (int i = 0; i < used; i++) dense[indexes[i]] += counts[i];
    }

    /// <summary>Bucket i holds (base^i, base^(i+1)].</summary>
    internal static int IndexOf(TimeSpan value)
    {
        long ticks = value.Ticks;
        return ticks <= 1 ? 0 : Math.Min(IndexLimit - 1, (int)Math.Ceiling(Math.Log2(ticks) * BucketsPerDoubling) - 1);
    }

    /// <summary>The value whose relative distance to both ends of the bucket is the same.</summary>
    internal static TimeSpan ValueOf(int index)
    {
        double low = Math.Pow(2, (double)index / BucketsPerDoubling);
        double high = Math.Pow(2, (double)(index + 1) / BucketsPerDoubling);
        return TimeSpan.FromTicks((long)Math.Round(2 * low * high / (low + high)));
    }

    private int Insert(int at, short index)
    {
        if (used == indexes.Length)
        {
            int size = Math.Max(4, used * 2);
            Array.Resize(ref indexes, size);
            Array.Resize(ref counts, size);
        }

        Array.Copy(indexes, at, indexes, at + 1, used - at);
        Array.Copy(counts, at, counts, at + 1, used - at);
        indexes[at] = index;
        counts[at] = 0;
        used++;
        return at;
    }
}
