using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Each minute is good if no more was allocated in it than the promised multiple of what is usual at this hour.</summary>
internal sealed class BurstLedger(Promise.AllocationBurst promise) : SliceLedger(promise, TimeSpan.FromMinutes(1))
{
    private AllocationReading? from;
    private AllocationReading? latest;

    public override void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.AllocationRead { Reading: var reading }) latest = reading;
    }

    protected override SliceJudgement Close(TimeSpan endedAt, JudgedMoment moment)
    {
        double? rate = Rate();
        from = latest;
        if (rate is null || moment.UsualAllocationRate is not > 0) return SliceJudgement.Unknown;
        return rate <= promise.Multiple * moment.UsualAllocationRate ? SliceJudgement.Good : SliceJudgement.Bad;
    }

    /// <summary>Bytes a second between the last readings of two slices; null where the counter began anew between them.</summary>
    private double? Rate() =>
        from is { } start && latest is { } end && start.Source == end.Source && end.At > start.At && end.TotalBytes >= start.TotalBytes
            ? (end.TotalBytes - start.TotalBytes) / (end.At - start.At).TotalSeconds
            : null;
}
