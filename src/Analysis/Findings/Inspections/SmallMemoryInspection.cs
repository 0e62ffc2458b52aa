using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Server GC lets each heap have a gen0 of its own before it collects. Together they may be a quarter of the memory limit at most: in a
/// container the runtime takes three quarters of the limit for its heap, and a third of that for garbage leaves little for what lives.
/// </summary>
internal sealed class SmallMemoryInspection : IInspection
{
    private const double ShareOfLimit = 0.25;

    private HeapSnapshot? last;
    private long budget;
    private int lowMemory;

    public FindingKind Kind => FindingKind.ServerGcInSmallMemory;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle: { Heap: { } heap } cycle }) return;
        last = heap;
        if (heap.Generations[(int)GcGeneration.Gen0].BudgetBytes is > 0 and var bytes) budget = bytes;
        if (cycle.Reason is GcReason.LowMemory or GcReason.LowMemoryHost or GcReason.OutOfSpaceSOH or GcReason.OutOfSpaceLOH) lowMemory++;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (last is null) return InspectionResult.Lacks($"a collection; there was none");
        if (last.HeapCount == 1) return InspectionResult.Nothing;
        if (span.Surroundings.MemoryLimitBytes is not { } limit) return InspectionResult.Lacks($"the memory limit of the target, which is not to be seen from here");
        return budget <= ShareOfLimit * limit ? InspectionResult.Nothing : new InspectionResult.Found(Explain(last, limit, span));
    }

    private Finding Explain(HeapSnapshot heap, long limit, InspectedSpan span)
    {
        long wasted = budget - (budget / heap.HeapCount);
        string sentence = Told.Line(
            $"{heap.HeapCount} heaps may allocate {Told.Mb(budget)} between collections, {Told.Percent((double)budget / limit)} of the memory limit of {Told.Mb(limit)} (the limit for that is {Told.Percent(ShareOfLimit)})");
        return new Finding(Kind, new FindingCost(0, wasted, Math.Min(1, (double)wasted / limit)), sentence)
        {
            Evidence =
            [
                $"heap {Told.Mb(heap.SizeAfterBytes)} after the last collection, committed {Told.Mb(heap.CommittedBytes ?? 0)}",
                Told.Line($"{lowMemory} collections because memory was short; {heap.MemoryLoadPercent} % of the memory in use, as the collector saw it"),
            ],
            Advice = [.. Advice(span.Surroundings)],
        };
    }

    private static IEnumerable<string> Advice(TargetSurroundings surroundings)
    {
        yield return "set DOTNET_gcServer=0 (System.GC.Server: false): workstation GC has one heap";
        yield return surroundings.Setting("GCDynamicAdaptationMode") is { } setting
            ? $"{setting} is set: with 1 the GC fits its heaps and budgets to what lives (.NET 8 and later)"
            : "or set DOTNET_GCDynamicAdaptationMode=1, which is the default from .NET 9 on: heaps and budgets fit what lives";
        yield return surroundings.Setting("GCHeapCount") is { } count
            ? $"{count} is set: take it away, or set DOTNET_GCHeapCount=2 (hexadecimal)"
            : "or set DOTNET_GCHeapCount=2 (hexadecimal) for fewer heaps, and DOTNET_GCConserveMemory=5 for a smaller one";
        if (surroundings.Setting("GCHeapHardLimit") is { } hard) yield return $"{hard} is set: see that it leaves room for the memory that is not the heap's";
    }
}
