using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Free space in gen2, LOH and POH at the end: right after a gen2 there is some, which allocation fills again, so what is left late counts. The
/// limits are those of the alert: half of it, and 100 MB, or a tenth of the memory limit where that is less. Gen0 and gen1 are the matter of pinning.
/// </summary>
internal sealed class FragmentationInspection : IInspection
{
    private const double FreeShare = 0.5;
    private const long FreeBytes = 100_000_000;
    private const double ShareOfLimit = 0.1;

    private static readonly GcGeneration[] Old = [GcGeneration.Gen2, GcGeneration.Loh, GcGeneration.Poh];

    private HeapSnapshot? last;

    public FindingKind Kind => FindingKind.Fragmentation;

    public void Take(GcFact fact)
    {
        if (fact is GcFact.CycleComplete { Cycle.Heap: { } heap }) last = heap;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (last is null) return InspectionResult.Lacks($"a collection; there was none");
        GenerationFigures[] generations = [.. Old.Select(generation => last.Generations[(int)generation])];
        long size = generations.Sum(figures => figures.SizeAfterBytes);
        long free = generations.Sum(figures => figures.FragmentedBytes);
        double limit = Math.Min(FreeBytes, span.Surroundings.MemoryLimitBytes * ShareOfLimit ?? FreeBytes);
        return size == 0 || free <= limit || free <= FreeShare * size ? InspectionResult.Nothing : new InspectionResult.Found(Explain(generations, free, size, span));
    }

    private Finding Explain(GenerationFigures[] generations, long free, long size, InspectedSpan span)
    {
        double share = (double)free / size;
        string sentence = $"{Told.Percent(share)} of gen2, LOH and POH is free space between objects ({Told.Mb(free)} of {Told.Mb(size)}); the limit is {Told.Percent(FreeShare)}";
        return new Finding(Kind, new FindingCost(0, free, share), sentence)
        {
            Evidence = [.. generations.Where(figures => figures.FragmentedBytes > 0).Select(Line)],
            Advice = [.. Advice(generations.MaxBy(figures => figures.FragmentedBytes).Generation, span.Surroundings)],
        };
    }

    private static string Line(GenerationFigures figures) =>
        $"{figures.Generation.Label()}: {Told.Percent((double)figures.FragmentedBytes / Math.Max(1, figures.SizeAfterBytes))} free, {Told.Mb(figures.FragmentedBytes)} of {Told.Mb(figures.SizeAfterBytes)}";

    private static IEnumerable<string> Advice(GcGeneration worst, TargetSurroundings surroundings)
    {
        yield return surroundings.Setting("GCConserveMemory") is { } setting
            ? $"{setting} is set: a higher number, up to 9, compacts sooner"
            : "set DOTNET_GCConserveMemory=5 (0 to 9): the more, the sooner gen2 and LOH are compacted, at the price of longer gen2 pauses";
        if (worst == GcGeneration.Gen2) yield return "look for many objects that were alive at once and are not any more (a peak, a cache that was emptied): the free space is what they left";
        if (worst == GcGeneration.Loh) yield return "use large arrays of few sizes, from ArrayPool<T>.Shared: holes of odd sizes are never filled";
        if (worst == GcGeneration.Poh) yield return "allocate pinned arrays once, at the start, as one large block: the pinned object heap is never compacted";
        if (surroundings.Setting("GCRetainVM") is { } retains) yield return $"{retains} keeps memory that is free: take it away";
    }
}
