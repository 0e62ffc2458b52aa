namespace GcWatch.Analysis.Gc;

/// <summary>
/// Allocated bytes from the best source that the target offers: its counter, else its EventCounter, else the growth between
/// cycles. Figures and errors of each are in docs/decisions/0004-allocation-rate.md.
/// </summary>
public sealed class AllocationLedger
{
    private readonly long[] sizeAfter = new long[GcGenerations.Count];
    private bool hasSizes;
    private long totalBytes;

    public AllocationSource Source { get; private set; }

    /// <summary>Takes a counter's publication; null if a better source is already known, or it is none.</summary>
    public AllocationReading? Read(GcEvent next) => next switch
    {
        GcEvent.AllocatedTotal total => Take(AllocationSource.Counter, total.At, total.TotalBytes),
        GcEvent.AllocatedIncrement increment when Source <= AllocationSource.EventCounter =>
            Take(AllocationSource.EventCounter, increment.At, BytesSoFar(AllocationSource.EventCounter) + increment.Bytes),
        _ => null,
    };

    /// <summary>
    /// Takes a complete cycle. Between two cycles only gen0, LOH and POH grow by allocation. A background cycle reports gen0 as it
    /// was when it began, which the ephemeral cycles have counted since: of it only the swept LOH and POH sizes are kept.
    /// </summary>
    public AllocationReading? Read(GcCycle cycle)
    {
        ArgumentNullException.ThrowIfNull(cycle);
        if (cycle.Heap is not { } heap || Source > AllocationSource.HeapHistory) return null;
        bool isBackground = cycle.Type == GcCycleType.Background;
        long grown = 0;
        foreach (GenerationFigures figures in heap.Generations)
        {
            if (figures.Generation is GcGeneration.Gen1 or GcGeneration.Gen2) continue;
            int index = (int)figures.Generation;
            if (hasSizes && !isBackground) grown += Math.Max(0, figures.SizeBeforeBytes - sizeAfter[index]);
            if (!isBackground || figures.Generation != GcGeneration.Gen0) sizeAfter[index] = figures.SizeAfterBytes;
        }

        hasSizes |= !isBackground;
        return Take(AllocationSource.HeapHistory, cycle.StartedAt, totalBytes + grown);
    }

    private long BytesSoFar(AllocationSource source) => Source == source ? totalBytes : 0;

    private AllocationReading? Take(AllocationSource source, TimeSpan at, long total)
    {
        Source = source;
        totalBytes = total;
        return new AllocationReading(at, total, source);
    }
}
