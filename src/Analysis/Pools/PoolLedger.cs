using System.Runtime.InteropServices;

namespace GcWatch.Analysis.Pools;

/// <summary>
/// Keeps the account of all ArrayPools of a process: what was rented and not returned yet, and since when. Rented = returned + outstanding,
/// for arrays that were rented while it watched; the return of one that was rented before is counted apart. Arrays are told apart by hash
/// codes, which two may share: those are outstanding twice, and each return settles the older one. Bounded. One thread.
/// </summary>
/// <param name="mostOutstanding">Arrays that are followed at once; further ones are counted, not followed.</param>
public sealed class PoolLedger(int mostOutstanding = PoolLedger.DefaultMostOutstanding)
{
    public const int DefaultMostOutstanding = 500_000;

    private const int Quarters = 4;

    private readonly Dictionary<PoolBuffer, Queue<Rental>> outstanding = [];
    private readonly Dictionary<BucketKey, BucketTally> buckets = [];
    private int followed;
    private TimeSpan lastAt;

    /// <summary>Rents that are not followed, as there are too many: what is outstanding is then not known in full.</summary>
    public long Unfollowed { get; private set; }

    public void Take(PoolEvent next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (next.At > lastAt) lastAt = next.At;
        ref BucketTally tally = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, new BucketKey(next.Buffer.Pool, next.Buffer.Length), out _);
        switch (next)
        {
            case PoolEvent.Rented rented:
                tally.Rented++;
                Open(rented);
                break;
            case PoolEvent.Returned returned:
                if (Close(returned.Buffer)) tally.Returned++;
                else tally.ReturnedFromBefore++;
                break;
            case PoolEvent.Allocated allocated:
                tally.Missed++;
                if (allocated.Reason == PoolMissReason.OverMaximumSize) tally.TooLong++;
                break;
            case PoolEvent.Trimmed:
                tally.Trimmed++;
                break;
            case PoolEvent.Dropped:
                tally.Dropped++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(next), next, "not one of the closed set");
        }
    }

    /// <summary>The account at a moment, most outstanding first.</summary>
    /// <param name="now">By the clock of the events; the moment of the last event, if that is later.</param>
    /// <param name="lostEvents">What the transport has lost.</param>
    public PoolAudit Settle(TimeSpan now, long lostEvents = 0)
    {
        if (now < lastAt) now = lastAt;
        ILookup<BucketKey, Rental> open = outstanding
            .SelectMany(pair => pair.Value.Select(rental => (Key: new BucketKey(pair.Key.Pool, pair.Key.Length), Rental: rental)))
            .ToLookup(pair => pair.Key, pair => pair.Rental);
        IEnumerable<PoolBucket> all = buckets.Select(pair => Bucket(pair.Key, pair.Value, [.. open[pair.Key]], now));
        return new PoolAudit(now, [.. all.OrderByDescending(bucket => bucket.Outstanding * (long)bucket.Length).ThenBy(bucket => bucket.Length)])
        {
            UnfollowedRents = Unfollowed,
            LostEvents = lostEvents,
        };
    }

    private void Open(PoolEvent.Rented rented)
    {
        if (followed >= mostOutstanding)
        {
            Unfollowed++;
            return;
        }

        followed++;
        ref Queue<Rental>? rentals = ref CollectionsMarshal.GetValueRefOrAddDefault(outstanding, rented.Buffer, out _);
        rentals ??= new Queue<Rental>(1);
        rentals.Enqueue(new Rental(rented.At, rented.Stack));
    }

    private bool Close(PoolBuffer buffer)
    {
        if (!outstanding.TryGetValue(buffer, out Queue<Rental>? rentals)) return false;
        rentals.Dequeue();
        followed--;
        if (rentals.Count == 0) outstanding.Remove(buffer);
        return true;
    }

    private static PoolBucket Bucket(BucketKey key, BucketTally tally, IReadOnlyList<Rental> open, TimeSpan now) => new(key.Pool, key.Length)
    {
        Rented = tally.Rented,
        Returned = tally.Returned,
        ReturnedFromBefore = tally.ReturnedFromBefore,
        Missed = tally.Missed,
        TooLong = tally.TooLong,
        Trimmed = tally.Trimmed,
        Dropped = tally.Dropped,
        Outstanding = open.Count,
        OutstandingByQuarter = [.. Enumerable.Range(0, Quarters).Select(quarter => open.Count(rental => QuarterOf(rental.At, now) == quarter))],
        Oldest = open.Count == 0 ? null : now - open.Min(rental => rental.At),
        Stacks = [.. open.Where(rental => rental.Stack >= 0).CountBy(rental => rental.Stack).OrderByDescending(stack => stack.Value).Select(stack => new RentingPlace(stack.Key, stack.Value))],
    };

    private static int QuarterOf(TimeSpan at, TimeSpan now) => now <= TimeSpan.Zero ? 0 : (int)Math.Clamp(at / now * Quarters, 0, Quarters - 1);

    private readonly record struct BucketKey(int Pool, int Length);

    private readonly record struct Rental(TimeSpan At, int Stack);

    private struct BucketTally
    {
        public long Rented;
        public long Returned;
        public long ReturnedFromBefore;
        public long Missed;
        public long TooLong;
        public long Trimmed;
        public long Dropped;
    }
}
