using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// More heaps than processors that may be used, rounded up: the runtime itself takes no more (it rounds a quota up to whole processors), so
/// somebody has set their number, or has made the quota smaller since. Each heap has a thread that the others wait for in every pause.
/// </summary>
internal sealed class HeapsOverCpuInspection : IInspection
{
    private int heaps;

    public FindingKind Kind => FindingKind.HeapsOverCpuLimit;

    public void Take(GcFact fact)
    {
        if (fact is GcFact.CycleComplete { Cycle.Heap: { } heap }) heaps = heap.HeapCount;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (heaps == 0) return InspectionResult.Lacks($"a collection; there was none");
        if (heaps == 1) return InspectionResult.Nothing;
        if (span.Surroundings.CpuLimit is not { } limit) return InspectionResult.Lacks($"the CPU limit of the target, which is not to be seen from here");
        return heaps <= Math.Ceiling(limit) ? InspectionResult.Nothing : new InspectionResult.Found(Explain(limit, span));
    }

    private Finding Explain(double limit, InspectedSpan span)
    {
        int fitting = (int)Math.Max(1, Math.Ceiling(limit));
        double tooMany = 1 - ((double)fitting / heaps);
        string sentence = Told.Line($"{heaps} heaps, and a CPU limit of {limit:0.##} processors: in each pause their threads wait for one another; pauses took {Told.Percent(span.Share(span.Report.Totals.PauseTime))} of the time");
        string? setting = span.Surroundings.Setting("GCHeapCount") ?? span.Surroundings.Setting("PROCESSOR_COUNT");
        return new Finding(Kind, new FindingCost(span.Share(span.Report.Totals.PauseTime) * tooMany), sentence)
        {
            Evidence = span.Surroundings.Throttled is { Ticks: > 0 } throttled ? [$"the container was stopped for {Told.Ms(throttled)} because its processor quota was used up"] : [],
            Advice =
            [
                setting is null
                    ? $"set DOTNET_GCHeapCount={Told.Hexadecimal(fitting)} (hexadecimal), or start the process anew if its limit was made smaller while it ran"
                    : $"{setting} is set: take it away, or set DOTNET_GCHeapCount={Told.Hexadecimal(fitting)} (hexadecimal)",
                .. fitting == 1 ? (string[])["with one processor set DOTNET_gcServer=0: workstation GC has one heap and no threads to wait for"] : [],
                "or raise the CPU limit of the container to the number of heaps",
            ],
        };
    }
}
