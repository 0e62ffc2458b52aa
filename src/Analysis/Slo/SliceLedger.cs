namespace GcWatch.Analysis.Slo;

/// <summary>Counts slices of time, each as a whole.</summary>
internal abstract class SliceLedger(Promise promise, TimeSpan width) : PromiseLedger(promise)
{
    private readonly SliceClock clock = new(width);

    public sealed override void Advance(JudgedMoment moment)
    {
        if (clock.Advance(moment) is not { } closed) return;
        SliceJudgement judgement = Close(closed.EndedAt, moment);
        if (judgement == SliceJudgement.Left) return;
        if (!closed.IsWhole || judgement == SliceJudgement.Unknown)
        {
            CountUnknown();
            return;
        }

        clock.CountKnown();
        Count(closed.EndedAt - TimeSpan.FromTicks(1), judgement == SliceJudgement.Good);
    }

    /// <summary>Judges the slice that ended then, and begins the next.</summary>
    protected abstract SliceJudgement Close(TimeSpan endedAt, JudgedMoment moment);

    protected sealed override TimeSpan CoverageAt(TimeSpan now) => clock.Coverage;
}

/// <summary>What a slice of time comes to.</summary>
internal enum SliceJudgement
{
    Good,
    Bad,

    /// <summary>It should have been judged, and could not be.</summary>
    Unknown,

    /// <summary>It does not count at all.</summary>
    Left,
}
