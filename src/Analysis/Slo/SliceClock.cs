namespace GcWatch.Analysis.Slo;

/// <summary>Says when a slice of time is over, and whether all of it was seen. One owner.</summary>
internal sealed class SliceClock(TimeSpan width)
{
    private long ordinal;
    private bool wasBlind;

    public TimeSpan Width => width;

    /// <summary>Slices closed in all that could be judged.</summary>
    public long Known { get; private set; }

    public TimeSpan Coverage => Known * width;

    /// <summary>The end of the slice that has just been left; null while it goes on. Slices that were slept over are left out.</summary>
    public ClosedSlice? Advance(JudgedMoment moment)
    {
        wasBlind |= moment.IsBlind;
        long now = moment.Now.Ticks / width.Ticks;
        if (now <= ordinal) return null;
        var closed = new ClosedSlice((ordinal + 1) * width, IsWhole: !wasBlind && now == ordinal + 1);
        ordinal = now;
        wasBlind = moment.IsBlind;
        return closed;
    }

    public void CountKnown() => Known++;
}

/// <summary>A slice of time that is over.</summary>
/// <param name="EndedAt">When, since the session began.</param>
/// <param name="IsWhole">Whether the stream could be seen for all of it.</param>
internal readonly record struct ClosedSlice(TimeSpan EndedAt, bool IsWhole);
