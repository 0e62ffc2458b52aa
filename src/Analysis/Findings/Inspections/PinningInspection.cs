using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// A collection empties gen0, unless pinned objects hold it in place. By the mean over the blocking collections: pinned objects were met; gen0
/// afterwards is a tenth of the heap and 10 MB (less is not worth a person's time); and half of it is free, the gaps between what is pinned.
/// </summary>
internal sealed class PinningInspection : IInspection
{
    private const int Fewest = 10;
    private const double ShareOfHeap = 0.1;
    private const double FreeShare = 0.5;
    private const long Bytes = 10_000_000;

    private int collections;
    private long pinnedObjects;
    private long pinnedBytes;
    private long gen0;
    private long gen0Free;
    private long heaps;

    public FindingKind Kind => FindingKind.Pinning;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle: { Heap: { } heap } cycle } || cycle.Type == GcCycleType.Background) return;
        collections++;
        pinnedObjects += heap.PinnedObjects;
        foreach (GenerationFigures figures in heap.Generations) pinnedBytes += figures.PinnedSurvivedBytes;
        gen0 += heap.Generations[(int)GcGeneration.Gen0].SizeAfterBytes;
        gen0Free += heap.Generations[(int)GcGeneration.Gen0].FragmentedBytes;
        heaps += heap.SizeAfterBytes;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (collections < Fewest) return InspectionResult.Lacks($"{Fewest} collections that stop the threads; there were {collections}");
        bool isMuch = pinnedObjects >= collections && gen0 >= ShareOfHeap * heaps && gen0 >= Bytes * collections && gen0Free >= FreeShare * gen0;
        return isMuch ? new InspectionResult.Found(Explain()) : InspectionResult.Nothing;
    }

    private Finding Explain()
    {
        double objects = (double)pinnedObjects / collections;
        long free = gen0Free / collections;
        string sentence = Told.Line(
            $"{objects:0} pinned objects keep {Told.Mb(gen0 / collections)} of gen0 in place after a collection ({Told.Percent((double)gen0 / heaps)} of the heap, the limit is {Told.Percent(ShareOfHeap)}), {Told.Mb(free)} of it gaps");
        return new Finding(FindingKind.Pinning, new FindingCost(0, free, (double)gen0Free / heaps), sentence)
        {
            Evidence = [$"{Told.Mb((double)pinnedBytes / collections)} survived each collection without being moved, by the mean of {collections}"],
            Advice =
            [
                "allocate buffers for native calls and sockets once, with GC.AllocateArray<byte>(size, pinned: true), and use them again",
                "pin for as short as a call takes (fixed), not for the life of a request (GCHandleType.Pinned, Memory<T>.Pin): an asynchronous read pins for as long as it waits",
                "wait for data before a buffer is given to it (a read of 0 bytes): idle connections pin nothing then",
            ],
        };
    }
}
