using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Counts what is good and bad by one promise, for one session. One owner; time is the session's.</summary>
internal abstract class PromiseLedger(Promise promise)
{
    private readonly BurnBook burns = new(promise);
    private SloCount count;
    private PromiseStanding? standing;
    private TimeSpan ratesAt;

    /// <summary>For how long the promise could be judged, up to now.</summary>
    protected abstract TimeSpan CoverageAt(TimeSpan now);

    public static PromiseLedger For(Promise promise) => promise switch
    {
        Promise.Pause { Indicator: PauseIndicator.Events } pause => new PauseEventLedger(pause),
        Promise.Pause pause => new PauseMinuteLedger(pause),
        Promise.HeapGrowth growth => new GrowthLedger(growth),
        Promise.AllocationBurst burst => new BurstLedger(burst),
        _ => throw new ArgumentOutOfRangeException(nameof(promise), promise, "not one of the closed set"),
    };

    /// <summary>What is now certain.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="at">When it became certain, on the clock by which slices are cut.</param>
    public abstract void Take(GcFact fact, TimeSpan at);

    /// <summary>Closes the slices that are over.</summary>
    public abstract void Advance(JudgedMoment moment);

    public PromiseStanding Stand(TimeSpan now)
    {
        // Rates move by the minute: at each tick anew they would be half of what judging costs.
        if (standing is null || standing.Count != count || now - ratesAt >= TimeSpan.FromSeconds(10))
        {
            TimeSpan coverage = CoverageAt(now);
            standing = new PromiseStanding(promise, count, coverage, burns.Rates(now, coverage));
            ratesAt = now;
        }

        return standing;
    }

    protected void Count(TimeSpan at, bool isGood)
    {
        count += isGood ? new SloCount(1, 0, 0) : new SloCount(0, 1, 0);
        burns.Add(at, isGood);
    }

    protected void CountUnknown() => count += new SloCount(0, 0, 1);
}
