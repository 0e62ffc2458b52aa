using GcWatch.Agent.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class StallTickerTests
{
    private readonly FakeTimeProvider time = new();
    private readonly Queue<TimeSpan> waits = new();

    [Fact]
    public void A_clock_that_comes_in_time_has_no_stall()
    {
        using StallTicker ticker = Run(100, 101, 149, 100);
        Assert.Equal(TimeSpan.Zero, ticker.Total);
        Assert.False(ticker.WasStalledBetween(0, long.MaxValue));
    }

    [Fact]
    public void What_it_comes_late_by_is_added_up()
    {
        using StallTicker ticker = Run(100, 350, 100, 1100, 149);
        Assert.Equal(TimeSpan.FromMilliseconds(250 + 1000), ticker.Total);
    }

    [Theory]
    [InlineData(0, 100, false)]
    [InlineData(0, 199, false)]
    [InlineData(0, 201, true)]
    [InlineData(250, 260, true)]
    [InlineData(449, 900, true)]
    [InlineData(451, 900, false)]
    public void A_stall_is_from_when_it_was_due_until_it_came(int fromMs, int toMs, bool isStalled)
    {
        long start = time.GetTimestamp();
        using StallTicker ticker = Run(100, 350, 100);
        Assert.Equal(isStalled, ticker.WasStalledBetween(start + Ticks(fromMs), start + Ticks(toMs)));
    }

    [Fact]
    public void The_latest_sixty_four_stalls_are_remembered()
    {
        long start = time.GetTimestamp();
        using StallTicker ticker = Run([.. Enumerable.Repeat(1100, 65)]);
        Assert.Equal(TimeSpan.FromSeconds(65), ticker.Total);
        Assert.False(ticker.WasStalledBetween(start, start + Ticks(1100)));
        Assert.True(ticker.WasStalledBetween(start, start + Ticks(2200)));
    }

    [Fact]
    public void Its_thread_ends_with_it()
    {
        var ticker = new StallTicker(TimeProvider.System);
        ticker.Start();
        ticker.Dispose();
        Assert.True(ticker.Total >= TimeSpan.Zero);
    }

    [Fact]
    public void One_that_was_never_started_can_be_disposed_of() => new StallTicker(TimeProvider.System).Dispose();

    private static long Ticks(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds).Ticks;

    /// <summary>A ticker whose waits took so long.</summary>
    private StallTicker Run(params int[] milliseconds)
    {
        foreach (int wait in milliseconds) waits.Enqueue(TimeSpan.FromMilliseconds(wait));
        var ticker = new StallTicker(time, Wait);
        ticker.Run();
        return ticker;
    }

    private bool Wait(TimeSpan wanted)
    {
        Assert.Equal(StallTicker.Interval, wanted);
        if (!waits.TryDequeue(out TimeSpan taken)) return true;
        time.Advance(taken);
        return false;
    }
}
