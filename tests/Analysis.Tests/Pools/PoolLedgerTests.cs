using GcWatch.Analysis.Pools;

namespace GcWatch.Analysis.Tests.Pools;

/// <summary>The account of what is rented and returned.</summary>
public sealed class PoolLedgerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void In_any_schedule_what_was_rented_was_returned_or_is_out(int seed)
    {
        var random = new Random(seed);
        var ledger = new PoolLedger();
        var held = new List<PoolBuffer>();
        (long rented, long returned, long fromBefore) = (0, 0, 0);
        for (int at = 0; at < 5_000; at++)
        {
            TimeSpan now = TimeSpan.FromMilliseconds(at);
            if (random.Next(10) == 0)
            {
                // Never rented here: its id is out of the others' range.
                ledger.Take(new PoolEvent.Returned(now, new PoolBuffer(1, 10_000 + at, 16)));
                fromBefore++;
            }
            else if (held.Count == 0 || random.Next(2) == 0)
            {
                // Few ids: arrays share them, as hash codes may be shared.
                PoolBuffer buffer = new(1 + random.Next(2), random.Next(50), 16 << random.Next(3));
                held.Add(buffer);
                ledger.Take(new PoolEvent.Rented(now, buffer));
                rented++;
            }
            else
            {
                int which = random.Next(held.Count);
                ledger.Take(new PoolEvent.Returned(now, held[which]));
                held.RemoveAt(which);
                returned++;
            }
        }

        PoolAudit audit = ledger.Settle(TimeSpan.FromSeconds(5));

        Assert.Equal(rented, audit.Buckets.Sum(bucket => bucket.Rented));
        Assert.Equal(returned, audit.Buckets.Sum(bucket => bucket.Returned));
        Assert.Equal(fromBefore, audit.Buckets.Sum(bucket => bucket.ReturnedFromBefore));
        Assert.Equal(held.Count, audit.Buckets.Sum(bucket => bucket.Outstanding));
        Assert.All(audit.Buckets, bucket => Assert.Equal(bucket.Rented - bucket.Returned, bucket.Outstanding));
        Assert.All(audit.Buckets, bucket => Assert.Equal(bucket.Outstanding, bucket.OutstandingByQuarter.Sum()));
    }

    [Fact]
    public void Each_kind_of_event_is_counted_where_it_belongs()
    {
        var ledger = new PoolLedger();
        var buffer = new PoolBuffer(1, 7, 64);
        ledger.Take(new PoolEvent.Rented(Second(1), buffer));
        ledger.Take(new PoolEvent.Allocated(Second(1), buffer, PoolMissReason.OverMaximumSize));
        ledger.Take(new PoolEvent.Returned(Second(2), buffer));
        ledger.Take(new PoolEvent.Dropped(Second(2), buffer, PoolDropReason.Full));
        ledger.Take(new PoolEvent.Trimmed(Second(3), buffer));

        PoolBucket bucket = Assert.Single(ledger.Settle(Second(4)).Buckets);

        Assert.Equal((1, 1, 1, 1, 1, 1), (bucket.Rented, bucket.Missed, bucket.TooLong, bucket.Returned, bucket.Dropped, bucket.Trimmed));
        Assert.Null(bucket.Oldest);
    }

    [Fact]
    public void Age_and_call_stack_are_those_of_what_is_still_out()
    {
        var ledger = new PoolLedger();
        ledger.Take(new PoolEvent.Rented(Second(1), new PoolBuffer(1, 1, 64), Stack: 5));
        ledger.Take(new PoolEvent.Rented(Second(2), new PoolBuffer(1, 2, 64), Stack: 6));
        ledger.Take(new PoolEvent.Returned(Second(3), new PoolBuffer(1, 1, 64)));

        PoolBucket bucket = Assert.Single(ledger.Settle(Second(4)).Buckets);

        Assert.Equal(Second(2), bucket.Oldest);
        Assert.Equal([new RentingPlace(6, 1)], bucket.Stacks);
    }

    [Fact]
    public void What_is_followed_is_bounded_and_then_nothing_is_called_a_leak()
    {
        var ledger = new PoolLedger(mostOutstanding: 100);
        for (int at = 0; at < 1_000; at++) ledger.Take(new PoolEvent.Rented(TimeSpan.FromMilliseconds(at), new PoolBuffer(1, at, 64)));

        PoolAudit audit = ledger.Settle(Second(1));

        Assert.Equal(900, audit.UnfollowedRents);
        Assert.Equal(100, audit.Buckets[0].Outstanding);
        Assert.Empty(audit.Findings);
    }

    private static TimeSpan Second(int second) => TimeSpan.FromSeconds(second);
}
