using GcWatch.Analysis.Pools;

namespace GcWatch.Analysis.Tests.Pools;

/// <summary>What is said of the use of a pool, in stories of ten seconds with a hundred rents a second.</summary>
public sealed class PoolFindingTests
{
    private const int Rents = 1_000;

    private readonly PoolLedger ledger = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void One_in_a_few_that_does_not_come_back_is_a_leak(int oneIn)
    {
        Play(held: 0, comesBack: number => number % oneIn != 0);

        Assert.IsType<PoolFinding.NeverReturned>(Assert.Single(Settle().Findings));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(200)]
    public void What_comes_back_is_none_however_long_it_is_out(int held)
    {
        Play(held, comesBack: _ => true);

        Assert.Empty(Settle().Findings);
    }

    [Fact]
    public void A_cache_that_is_filled_once_is_none()
    {
        Play(held: 1, comesBack: number => number >= 100);

        Assert.Empty(Settle().Findings);
    }

    [Fact]
    public void Users_that_hold_longer_than_anybody_watches_are_none_while_as_many_come_as_go()
    {
        for (int number = 0; number < Rents; number++)
        {
            ledger.Take(new PoolEvent.Rented(At(number), new PoolBuffer(1, number, 64)));
            ledger.Take(new PoolEvent.Returned(At(number), new PoolBuffer(1, number + Rents, 64)));
        }

        Assert.Empty(Settle().Findings);
    }

    [Fact]
    public void A_lost_event_may_be_a_return()
    {
        Play(held: 0, comesBack: _ => false);

        Assert.Empty(ledger.Settle(At(Rents), lostEvents: 1).Findings);
    }

    [Fact]
    public void A_bucket_that_throws_away_and_allocates_overflows()
    {
        Play(held: 1, comesBack: _ => true);
        for (int number = 0; number < Rents / 2; number++)
        {
            ledger.Take(new PoolEvent.Allocated(At(number), new PoolBuffer(1, number, 64), PoolMissReason.PoolExhausted));
            ledger.Take(new PoolEvent.Dropped(At(number), new PoolBuffer(1, number, 64), PoolDropReason.Full));
        }

        Assert.IsType<PoolFinding.Overflowing>(Assert.Single(Settle().Findings));
    }

    [Fact]
    public void Arrays_longer_than_the_pool_keeps_are_told_as_such()
    {
        Play(held: 1, comesBack: _ => true);
        for (int number = 0; number < Rents; number++) ledger.Take(new PoolEvent.Allocated(At(number), new PoolBuffer(1, number, 64), PoolMissReason.OverMaximumSize));

        Assert.IsType<PoolFinding.TooLong>(Assert.Single(Settle().Findings));
    }

    [Fact]
    public void A_pool_that_fills_at_its_start_and_then_serves_has_no_finding()
    {
        Play(held: 4, comesBack: _ => true);
        for (int number = 0; number < 8; number++) ledger.Take(new PoolEvent.Allocated(At(number), new PoolBuffer(1, number, 64), PoolMissReason.Pooled));

        Assert.Empty(Settle().Findings);
    }

    [Fact]
    public void Hardly_any_rents_are_not_enough_data()
    {
        ledger.Take(new PoolEvent.Rented(At(1), new PoolBuffer(1, 1, 64)));

        Assert.False(Settle().HasEnoughData);
    }

    private void Play(int held, Func<int, bool> comesBack)
    {
        for (int number = 0; number < Rents + held; number++)
        {
            if (number < Rents) ledger.Take(new PoolEvent.Rented(At(number), new PoolBuffer(1, number, 64)));
            if (number >= held && number < Rents && comesBack(number - held)) ledger.Take(new PoolEvent.Returned(At(number), new PoolBuffer(1, number - held, 64)));
        }
    }

    private PoolAudit Settle() => ledger.Settle(At(Rents));

    private static TimeSpan At(int number) => TimeSpan.FromMilliseconds(number * 10);
}
