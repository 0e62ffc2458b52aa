using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Large objects are collected with gen2 only. If they die young, each round of them costs a gen2. It takes all of: as many gen2 collections for
/// large objects as the alert for a gen2 storm allows of any (12 a minute), at least 3; half of all gen2 collections that nobody asked for; half
/// of the large object heap dead at them, or else it grows, which is no churn.
/// </summary>
internal sealed class LargeObjectInspection : IInspection
{
    private const int Fewest = 3;
    private const double PerMinute = 12;
    private const double ShareOfGen2 = 0.5;
    private const double DeadShare = 0.5;

    private int gen2;
    private int forLargeObjects;
    private long occupied;
    private long survived;
    private TimeSpan pause;
    private TimeSpan running;

    public FindingKind Kind => FindingKind.LargeObjectChurn;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle: { Generation: GcGeneration.Gen2, Heap: { } heap } cycle } || cycle.Reason.IsInduced()) return;
        gen2++;
        if (cycle.Reason is not (GcReason.AllocLarge or GcReason.OutOfSpaceLOH or GcReason.BgcTuningLOH)) return;
        forLargeObjects++;
        pause += cycle.Pause;
        running += cycle.EndedAt - cycle.StartedAt;
        GenerationFigures large = heap.Generations[(int)GcGeneration.Loh];
        occupied += large.OccupiedBeforeBytes;
        survived += Math.Min(large.SurvivedBytes, large.OccupiedBeforeBytes);
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        double rate = span.PerMinute(forLargeObjects);
        double dead = occupied > 0 ? (double)(occupied - survived) / occupied : 0;
        bool isMuch = forLargeObjects >= Fewest && rate > PerMinute && forLargeObjects >= ShareOfGen2 * gen2;
        if (isMuch && dead >= DeadShare) return new InspectionResult.Found(Explain(rate, dead, span));
        return !isMuch && span.IsShort
            ? InspectionResult.Lacks($"{Told.Seconds(InspectedSpan.Shortest)} of watching; this was {Told.Seconds(span.Length)}")
            : InspectionResult.Nothing;
    }

    private Finding Explain(double rate, double dead, InspectedSpan span)
    {
        var cost = new FindingCost(span.Share(pause));
        string sentence = Told.Line(
            $"{forLargeObjects} of {gen2} gen2 collections were for large objects ({rate:0.#} a minute, the limit is {PerMinute:0}), and {Told.Percent(dead)} of the large object heap was dead at them; they took {Told.Percent(cost.PauseShare)} of the time in pauses");
        return new Finding(Kind, cost, sentence)
        {
            Evidence =
            [
                $"{Told.Mb(occupied)} of large objects were looked at, {Told.Mb(survived)} of them stayed",
                $"these collections ran for {Told.Percent(span.Share(running))} of the time, beside the threads where they are background ones",
            ],
            Advice =
            [
                "rent arrays of 85,000 bytes and more from ArrayPool<T>.Shared, or read and write in chunks (PipeReader, RecyclableMemoryStream) instead of whole",
                "give a List, a StringBuilder or a MemoryStream its capacity at the start: each doubling leaves a large array behind",
                "worth a try: DOTNET_GCLOHThreshold=30D40 (hexadecimal, 200,000 bytes), so that arrays up to that size are collected with gen0",
            ],
        };
    }
}
