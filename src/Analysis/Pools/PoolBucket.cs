namespace GcWatch.Analysis.Pools;

/// <summary>The arrays of one length in one pool, over a time.</summary>
/// <param name="Pool">The pool's hash code.</param>
/// <param name="Length">Elements.</param>
public sealed record PoolBucket(int Pool, int Length)
{
    public long Rented { get; init; }

    /// <summary>Of those that were rented meanwhile.</summary>
    public long Returned { get; init; }

    /// <summary>Rented before anybody watched.</summary>
    public long ReturnedFromBefore { get; init; }

    /// <summary>Newly allocated to serve a rent.</summary>
    public long Missed { get; init; }

    /// <summary>Of these, longer than what the pool keeps at all.</summary>
    public long TooLong { get; init; }

    public long Trimmed { get; init; }

    /// <summary>Returned, and thrown away by the pool.</summary>
    public long Dropped { get; init; }

    /// <summary>Rented and not returned.</summary>
    public int Outstanding { get; init; }

    /// <summary>Of these, rented in the first, second, third and last quarter of the time.</summary>
    public IReadOnlyList<int> OutstandingByQuarter { get; init; } = [0, 0, 0, 0];

    /// <summary>What was rented and not brought back, less what was brought back from before: by so much more are out than at the start.</summary>
    public long Growth => Rented - Returned - ReturnedFromBefore;

    /// <summary>How long the oldest has been out; null if none is.</summary>
    public TimeSpan? Oldest { get; init; }

    /// <summary>Where the outstanding ones were rented, the most first; empty without call stacks.</summary>
    public IReadOnlyList<RentingPlace> Stacks { get; init; } = [];

    public double MissShare => Rented == 0 ? 0 : Math.Min(1, (double)Missed / Rented);
}

/// <summary>A call stack that rents.</summary>
/// <param name="Stack">Its number, as the events had it.</param>
/// <param name="Outstanding">What it has not returned.</param>
public sealed record RentingPlace(int Stack, int Outstanding);
