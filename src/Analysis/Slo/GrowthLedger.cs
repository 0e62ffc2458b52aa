using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Each 5 minutes are good if the live heap has grown no faster than promised over the hour before their end.</summary>
internal sealed class GrowthLedger(Promise.HeapGrowth promise) : SliceLedger(promise, TimeSpan.FromMinutes(5))
{
    /// <summary>A process that warms up grows, and that is no breach.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(30);

    private readonly LiveHeapTrend trend = new();

    public override void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.CycleComplete { Cycle: { Generation: GcGeneration.Gen2, Heap: { } heap } }) trend.Add(at, heap.OccupiedBytes);
    }

    protected override SliceJudgement Close(TimeSpan endedAt, JudgedMoment moment)
    {
        if (moment.ProcessAge - (moment.Now - endedAt) <= WarmUp)
        {
            trend.Clear();
            return SliceJudgement.Left;
        }

        return trend.PerHour(endedAt) switch
        {
            null => SliceJudgement.Unknown,
            { } growth when growth <= promise.PerHour => SliceJudgement.Good,
            _ => SliceJudgement.Bad,
        };
    }
}
