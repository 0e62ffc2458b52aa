namespace GcWatch.Analysis.Baselines;

/// <summary>The live heap as last seen in this process; it holds until the next gen2 collection, but not for ever.</summary>
/// <param name="Bytes">NaN: not seen yet.</param>
/// <param name="At">When it was seen.</param>
/// <param name="ProcessAge">In the minute before this one.</param>
internal readonly record struct LastLiveHeap(double Bytes, DateTimeOffset At, TimeSpan ProcessAge)
{
    private static readonly TimeSpan Stale = TimeSpan.FromHours(2);

    public static readonly LastLiveHeap None = new(double.NaN, default, default);

    public LastLiveHeap After(DateTimeOffset minute, TimeSpan processAge, double seenBytes)
    {
        if (double.IsFinite(seenBytes)) return new LastLiveHeap(seenBytes, minute, processAge);
        bool isGone = processAge < ProcessAge || minute - At > Stale;
        return isGone ? None with { ProcessAge = processAge } : this with { ProcessAge = processAge };
    }
}
