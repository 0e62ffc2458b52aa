namespace GcWatch.Analysis.Baselines;

/// <summary>The last day of one process's live heap: five-minute minima, each with the load of its time.</summary>
internal sealed class LiveHeapTrack
{
    public const int Bins = 288;

    private readonly long[] numbers = new long[Bins];
    private readonly double[] heaps = new double[Bins];
    private readonly double[] loads = new double[Bins];

    public static long Bin(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 300;

    public void Clear() => Array.Clear(numbers);

    public void Put(long bin, double heap, double load)
    {
        int place = (int)(bin % Bins);
        bool isFirst = numbers[place] != bin;
        heaps[place] = isFirst ? heap : Math.Min(heaps[place], heap);
        (numbers[place], loads[place]) = (bin, load);
    }

    /// <summary>Median over a span of bins of the heap less its share of the load; NaN if none of them has a value.</summary>
    public double Heap(long firstBin, int bins, double share)
    {
        Span<double> room = stackalloc double[Bins];
        int found = 0;
        for (long bin = firstBin; bin < firstBin + bins; bin++)
        {
            int place = (int)(bin % Bins);
            if (numbers[place] == bin) room[found++] = heaps[place] - (share * loads[place]);
        }

        if (found == 0) return double.NaN;
        room[..found].Sort();
        return (room[(found - 1) / 2] + room[found / 2]) / 2;
    }
}
