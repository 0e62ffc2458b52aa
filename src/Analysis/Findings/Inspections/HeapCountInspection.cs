using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Dynamic adaptation (DATAS) sets the number of heaps anew. A change of load takes one rise or one fall; four turns are twice up and down
/// again, more than a load needs. It looks at three collections for each step, so twelve are the fewest in which four turns can happen.
/// </summary>
internal sealed class HeapCountInspection : IInspection
{
    private const int Fewest = 12;
    private const int Turns = 4;

    private int collections;
    private int last;
    private int direction;
    private int turns;
    private int changes;
    private int least = int.MaxValue;
    private int most;

    public FindingKind Kind => FindingKind.HeapCountThrash;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle: { Heap.HeapCount: var heaps } cycle } || cycle.Type == GcCycleType.Background) return;
        collections++;
        least = Math.Min(least, heaps);
        most = Math.Max(most, heaps);
        int step = last == 0 ? 0 : Math.Sign(heaps - last);
        last = heaps;
        if (step == 0) return;
        changes++;
        if (direction == -step) turns++;
        direction = step;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (turns >= Turns) return new InspectionResult.Found(Explain(span));
        return collections < Fewest ? InspectionResult.Lacks($"{Fewest} collections that stop the threads; there were {collections}") : InspectionResult.Nothing;
    }

    private Finding Explain(InspectedSpan span)
    {
        var cost = new FindingCost(span.Share(span.Report.Totals.PauseTime) * changes / collections);
        string sentence = Told.Line(
            $"the number of heaps changed {changes} times in {Told.Seconds(span.Length)}, between {least} and {most}, and turned {turns} times (the limit is {Turns - 1}): each change moves what lives between heaps in a pause");
        return new Finding(Kind, cost, sentence)
        {
            Evidence = [Told.Line($"{collections} collections that stop the threads; {last} heaps at the end")],
            Advice =
            [
                $"set DOTNET_GCHeapCount={Told.Hexadecimal(most)} (hexadecimal) and DOTNET_GCDynamicAdaptationMode=0, if the memory is there: the number of heaps is fixed then",
                "or smooth the load: work in bursts of seconds is what makes the number follow",
            ],
        };
    }
}
