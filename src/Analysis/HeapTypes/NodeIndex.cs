namespace GcWatch.Analysis.HeapTypes;

/// <summary>
/// Finds objects by address. The runtime walks each region of its heap from bottom to top, so addresses come in a few rising runs: they are
/// searched as they came, without sorting or hashing them. A run ends at a gap too, for there may be another region in it, which comes later.
/// </summary>
internal sealed class NodeIndex
{
    /// <summary>Less than any region has.</summary>
    private const ulong LongestGap = 256 * 1024;

    private readonly ChunkedList<ulong> addresses = new();
    private readonly List<int> runs = [];
    private int[]? ordered;

    public int Count => addresses.Count;

    /// <remarks>Backwards is a gap too: the difference wraps around.</remarks>
    public void Add(ulong address)
    {
        if (Count == 0 || address - addresses[Count - 1] > LongestGap) runs.Add(Count);
        addresses.Add(address);
        ordered = null;
    }

    /// <summary>The number of an object, or -1 if there is none.</summary>
    public int Find(ulong address)
    {
        ordered ??= [.. Enumerable.Range(0, runs.Count).OrderBy(run => addresses[runs[run]])];
        int low = 0;
        int high = ordered.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (addresses[runs[ordered[middle]]] <= address) low = middle + 1;
            else high = middle - 1;
        }

        return high < 0 ? -1 : FindInRun(ordered[high], address);
    }

    private int FindInRun(int run, ulong address)
    {
        int low = runs[run];
        int high = (run + 1 < runs.Count ? runs[run + 1] : Count) - 1;
        while (low <= high)
        {
            int middle = low + ((high - low) / 2);
            ulong there = addresses[middle];
            if (there == address) return middle;
            if (there < address) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }
}
