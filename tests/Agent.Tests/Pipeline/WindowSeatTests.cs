using GcWatch.Agent.Pipeline;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class WindowSeatTests
{
    private static readonly WindowOwner Shop = new("shop", "prod", "web", "shop-abc", "Shop");
    private static readonly TargetIdentity Identity = new("shop", "prod", "web", "shop-abc", "Shop-17");

    private readonly FakeTimeProvider time = new();
    private readonly WindowBook book;

    public WindowSeatTests() => book = new WindowBook(time);

    [Fact]
    public void The_first_session_of_all_begins_with_empty_windows()
    {
        using WindowSeat seat = Seat();
        Assert.Equal([0L, 0L, 0L], Counts(seat.Begin(Identity)));
    }

    [Fact]
    public void A_process_that_is_attached_to_again_carries_its_windows_on()
    {
        using WindowSeat seat = Seat();
        seat.Leave(Pausing(seat.Begin(Identity)).Leave(TimeSpan.FromSeconds(1)));
        time.Advance(TimeSpan.FromMinutes(3));

        Assert.Equal([0L, 1L, 1L], Counts(seat.Begin(Identity)));
    }

    [Fact]
    public void Another_process_of_the_name_has_none_of_them_while_the_first_lives()
    {
        using WindowSeat first = Seat();
        using WindowSeat second = Seat();
        first.Leave(Pausing(first.Begin(Identity)).Leave(TimeSpan.FromSeconds(1)));

        Assert.Equal([0L, 0L, 0L], Counts(second.Begin(Identity)));
        Assert.Equal([1L, 1L, 1L], Counts(first.Begin(Identity)));
    }

    [Fact]
    public void The_next_process_of_the_name_carries_them_on_once_the_first_has_ended()
    {
        WindowSeat first = Seat();
        first.Leave(Pausing(first.Begin(Identity)).Leave(TimeSpan.FromSeconds(1)));
        first.Dispose();
        time.Advance(TimeSpan.FromMinutes(2));

        using WindowSeat second = Seat();
        using WindowSeat third = Seat();
        Assert.Equal([0L, 1L, 1L], Counts(second.Begin(Identity with { Process = "Shop-18" })));
        Assert.Equal([0L, 0L, 0L], Counts(third.Begin(Identity with { Process = "Shop-19" })));
    }

    [Fact]
    public void A_process_prefers_its_own_windows_to_those_of_an_ended_one()
    {
        using WindowSeat living = Seat();
        living.Leave(Pausing(Pausing(living.Begin(Identity))).Leave(TimeSpan.FromSeconds(1)));
        WindowSeat ended = Seat();
        ended.Leave(Pausing(ended.Begin(Identity)).Leave(TimeSpan.FromSeconds(1)));
        ended.Dispose();

        Assert.Equal([2L, 2L, 2L], Counts(living.Begin(Identity)));
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void A_process_that_was_never_attached_to_leaves_nothing()
    {
        Seat().Dispose();
        Assert.Equal(0, book.Count);
    }

    private static TargetView Pausing(TargetView view)
    {
        view.Apply(new GcEvent.SuspensionBegan(TimeSpan.FromMilliseconds(1), 1, SuspensionReason.ForGC));
        view.Apply(new GcEvent.RestartEnded(TimeSpan.FromMilliseconds(6), 1));
        return view;
    }

    private static long[] Counts(TargetView view) => [.. view.Report(TimeSpan.Zero).Pauses.Select(pauses => pauses.Count)];

    private WindowSeat Seat() => new(book, Shop, time);
}
