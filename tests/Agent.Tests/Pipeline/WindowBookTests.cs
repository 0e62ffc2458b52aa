using GcWatch.Agent.Pipeline;
using GcWatch.Analysis.Windows;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Pipeline;

public sealed class WindowBookTests
{
    private static readonly WindowOwner Shop = new("shop", "prod", "web", "shop-abc", "Shop");

    private readonly FakeTimeProvider time = new();
    private readonly WindowBook book;

    public WindowBookTests() => book = new WindowBook(time);

    public static TheoryData<string> OtherOwners => ["service", "env", "namespace", "pod", "program"];

    [Fact]
    public void An_empty_book_gives_nothing() => Assert.Null(book.TakeOver(Shop));

    [Fact]
    public void What_was_left_is_taken_over_once()
    {
        LeftWindows left = Leave(Shop);

        Assert.Same(left, book.TakeOver(Shop));
        Assert.Null(book.TakeOver(Shop));
    }

    [Theory]
    [MemberData(nameof(OtherOwners))]
    public void Nobody_takes_over_what_belongs_to_another(string difference)
    {
        Leave(Shop);
        WindowOwner other = difference switch
        {
            "service" => Shop with { Service = "cart" },
            "env" => Shop with { Env = "test" },
            "namespace" => Shop with { Namespace = "other" },
            "pod" => Shop with { Pod = "shop-def" },
            _ => Shop with { Program = "Worker" },
        };

        Assert.Null(book.TakeOver(other));
        Assert.NotNull(book.TakeOver(Shop));
    }

    [Fact]
    public void Twelve_processes_of_one_name_leave_twelve_windows_and_each_successor_has_its_own()
    {
        LeftWindows[] left = [.. Enumerable.Range(0, 12).Select(_ => Leave(Shop))];
        LeftWindows?[] taken = [.. Enumerable.Range(0, 13).Select(_ => book.TakeOver(Shop))];

        Assert.Equal(left.Reverse(), taken[..12]);
        Assert.Null(taken[12]);
        Assert.Equal(12, taken[..12].Select(windows => windows!.Windows.Windows).Distinct().Count());
    }

    [Fact]
    public void Many_takers_at_once_never_have_the_same_windows()
    {
        for (int i = 0; i < 100; i++) Leave(Shop);
        LeftWindows?[] taken = new LeftWindows?[200];
        Parallel.For(0, taken.Length, i => taken[i] = book.TakeOver(Shop));

        Assert.Equal(100, taken.OfType<LeftWindows>().Distinct().Count());
        Assert.Equal(100, taken.Count(windows => windows is null));
    }

    [Fact]
    public void What_is_an_hour_old_is_dropped()
    {
        Leave(Shop);
        time.Advance(WindowBook.Longest - TimeSpan.FromSeconds(1));
        Leave(Shop with { Service = "cart" });
        Assert.Equal(2, book.Count);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(book.TakeOver(Shop));
        Assert.Equal(1, book.Count);
    }

    [Fact]
    public void The_oldest_go_when_the_book_is_full()
    {
        for (int i = 0; i < WindowBook.Capacity + 10; i++) Leave(Shop with { Pod = $"shop-{i}" });

        Assert.Equal(WindowBook.Capacity, book.Count);
        Assert.Null(book.TakeOver(Shop with { Pod = "shop-9" }));
        Assert.NotNull(book.TakeOver(Shop with { Pod = "shop-10" }));
    }

    private LeftWindows Leave(WindowOwner owner)
    {
        var left = new LeftWindows(new WindowLegacy(new PauseWindows(), TimeSpan.Zero), time.GetTimestamp());
        book.Leave(owner, left);
        return left;
    }
}
