using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Each GC suspension is good or bad.</summary>
internal sealed class PauseEventLedger(Promise.Pause promise) : PromiseLedger(promise)
{
    private TimeSpan last;
    private TimeSpan blind;

    public override void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.SuspensionOver { Suspension: { IsGc: true } pause }) Count(at, pause.Duration <= promise.Threshold);
    }

    public override void Advance(JudgedMoment moment)
    {
        if (moment.IsBlind) blind += moment.Now - last;
        last = moment.Now;
    }

    protected override TimeSpan CoverageAt(TimeSpan now) => now - blind;
}
