using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Capture;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Tests.Capture;

/// <summary>Recorded from its start: 50 times 16 arrays of 4,096 elements at once, from a pool that keeps four.</summary>
public sealed class PoolEventDecoderTests
{
    private const int Operations = 50;
    private const int AtOnce = 16;
    private const int Room = 4;

    /// <summary>Of the framework's own pools, at the start and the end of the process.</summary>
    private const int OtherMisses = 5;

    private const int Mutants = 200;

    [Theory]
    [InlineData("net8-pools.nettrace")]
    [InlineData("net10-pools.nettrace")]
    public void Every_rent_return_miss_and_drop_of_an_array_is_read(string recording)
    {
        var ledger = new PoolLedger();

        Assert.True(Captures.Play(Captures.Read(recording), source => Decode(source, ledger)));

        PoolAudit audit = ledger.Settle(TimeSpan.FromSeconds(1));
        PoolBucket bucket = Assert.Single(audit.Buckets, bucket => bucket is { Length: 4_096, Dropped: > 0 });
        Assert.Equal((Operations * AtOnce, Operations * AtOnce, 0), (bucket.Rented, bucket.Returned, bucket.ReturnedFromBefore));
        Assert.Equal((Room + (Operations * (AtOnce - Room)), Operations * (AtOnce - Room)), (bucket.Missed, bucket.Dropped));
        Assert.Equal((0, 0), (bucket.TooLong, bucket.Outstanding));
        Assert.IsType<PoolFinding.Overflowing>(Assert.Single(audit.Findings));
    }

    [Theory]
    [InlineData("net8-pools.nettrace")]
    [InlineData("net10-pools.nettrace")]
    public void A_counter_counts_the_same_events_with_the_reasons_of_the_misses(string recording)
    {
        var counter = new PoolCounter(countsRents: true);
        var ledger = new PoolLedger();

        Captures.Play(Captures.Read(recording), counter.Count);
        Captures.Play(Captures.Read(recording), source => Decode(source, ledger));

        PoolTraffic traffic = counter.Read();
        IReadOnlyList<PoolBucket> buckets = ledger.Settle(TimeSpan.FromSeconds(1)).Buckets;
        Assert.Equal(new PoolTurnover(buckets.Sum(bucket => bucket.Rented), buckets.Sum(bucket => bucket.Returned), buckets.Sum(bucket => bucket.Dropped)), traffic.Turnover);
        Assert.InRange(traffic.Missed[(int)PoolMissReason.PoolExhausted], Operations * (AtOnce - Room), (Operations * (AtOnce - Room)) + OtherMisses);
        Assert.Equal(buckets.Sum(bucket => bucket.Missed), traffic.Missed.Sum());
        Assert.Equal((0, 0), (traffic.Missed[(int)PoolMissReason.Unknown], traffic.LostEvents));
    }

    [Fact]
    public void A_damaged_stream_is_a_fault_or_a_result()
    {
        byte[] whole = Captures.Read("net10-pools.nettrace");
        int faults = Enumerable.Range(0, Mutants).Count(seed => !Captures.Play(Captures.Damaged(whole, seed), source => Decode(source, new PoolLedger())));
        Assert.InRange(faults, 1, Mutants);
    }

    private static void Decode(EventPipeEventSource source, PoolLedger ledger) => _ = new PoolEventDecoder(source, ledger, static _ => StackTable.None);
}
