using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Each minute is good or bad by its longest suspension; one without a suspension is good.</summary>
internal sealed class PauseMinuteLedger(Promise.Pause promise) : SliceLedger(promise, TimeSpan.FromMinutes(1))
{
    private TimeSpan longest;

    public override void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.SuspensionOver { Suspension: { IsGc: true } pause } && pause.Duration > longest) longest = pause.Duration;
    }

    protected override SliceJudgement Close(TimeSpan endedAt, JudgedMoment moment)
    {
        bool isGood = longest <= promise.Threshold;
        longest = TimeSpan.Zero;
        return isGood ? SliceJudgement.Good : SliceJudgement.Bad;
    }
}
