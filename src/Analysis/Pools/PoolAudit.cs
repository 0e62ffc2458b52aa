namespace GcWatch.Analysis.Pools;

/// <summary>The account of a process's ArrayPools over a time.</summary>
/// <param name="Over">How long it was watched.</param>
/// <param name="Buckets">Most outstanding elements first.</param>
public sealed record PoolAudit(TimeSpan Over, IReadOnlyList<PoolBucket> Buckets)
{
    /// <summary>Fewer say nothing.</summary>
    internal const int LeastRents = 20;

    private const int LeastOld = 8;
    private const double OverflowingShare = 0.2;

    /// <summary>Rents that were too many to follow.</summary>
    public long UnfollowedRents { get; init; }

    /// <summary>Events that the process had no room for.</summary>
    public long LostEvents { get; init; }

    /// <summary>False if a return may have gone unseen: then nothing is said of what was not returned.</summary>
    public bool IsWhole => UnfollowedRents == 0 && LostEvents <= 0;

    /// <summary>Without rents there is nothing to judge.</summary>
    public bool HasEnoughData => Buckets.Sum(bucket => bucket.Rented) >= LeastRents;

    /// <summary>What is wrong, leaks first.</summary>
    public IReadOnlyList<PoolFinding> Findings =>
    [
        .. Buckets.Where(bucket => IsWhole && IsLeaking(bucket)).Select(bucket => new PoolFinding.NeverReturned(bucket)),
        .. Buckets.Where(bucket => bucket.TooLong >= LeastRents).Select(bucket => new PoolFinding.TooLong(bucket)),
        .. Buckets.Where(IsOverflowing).Select(bucket => new PoolFinding.Overflowing(bucket)),
    ];

    /// <summary>
    /// At the end arrays are out that were rented in each of the first three quarters, and in all more than at the start. A pool in heavy use
    /// has arrays out at every moment, and all of them young; what fills a cache once has old ones of one quarter; long-lived users bring
    /// back as many from before as they take.
    /// </summary>
    private static bool IsLeaking(PoolBucket bucket)
    {
        int[] old = [.. bucket.OutstandingByQuarter.Take(3)];
        int all = old.Sum();
        return all >= LeastOld && Array.TrueForAll(old, count => count * 10 >= all) && bucket.Growth * 2 >= all;
    }

    /// <summary>It throws away what is returned, and then allocates what is rented.</summary>
    private static bool IsOverflowing(PoolBucket bucket) =>
        bucket is { TooLong: 0, Missed: >= LeastRents, Dropped: >= LeastRents, MissShare: >= OverflowingShare };
}

/// <summary>What is wrong with the use of a pool, which explains itself.</summary>
public abstract record PoolFinding(PoolBucket Bucket)
{
    public abstract string Name { get; }

    public abstract string Advice { get; }

    public sealed record NeverReturned(PoolBucket Bucket) : PoolFinding(Bucket)
    {
        public override string Name => "rented, never returned";

        public override string Advice => "Return what is rented, in a finally block: a pool whose arrays do not come back allocates each one anew, and is dearer than none.";
    }

    public sealed record TooLong(PoolBucket Bucket) : PoolFinding(Bucket)
    {
        public override string Name => "rented longer than the pool keeps";

        public override string Advice => "Rent shorter arrays, or create a pool of its own for this length (ArrayPool.Create): each rent allocates.";
    }

    public sealed record Overflowing(PoolBucket Bucket) : PoolFinding(Bucket)
    {
        public override string Name => "pool misses because buckets overflow";

        public override string Advice => "Fewer arrays at once, or a pool of its own with more arrays in each bucket (ArrayPool.Create): what is returned finds no room, and the next rent allocates.";
    }
}
