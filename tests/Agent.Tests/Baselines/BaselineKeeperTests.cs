using GcWatch.Agent.Baselines;
using GcWatch.Agent.Options;
using GcWatch.Analysis.Baselines;
using GcWatch.Exporters.Tests;
using GcWatch.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GcWatch.Agent.Tests.Baselines;

public sealed class BaselineKeeperTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(Snapshots.Noon);
    private readonly RecordingLogger<BaselineKeeper> log = new();

    private string Path => folder.PathOf("baselines");

    public void Dispose() => folder.Dispose();

    public static TheoryData<string, string> Useless => new()
    {
        { "cut off", "is damaged or cut off" },
        { "damaged", "is damaged or cut off" },
        { "empty", "is no snapshot of baselines" },
        { "older", "has an older layout" },
        { "newer", "has a newer layout" },
        { "foreign", "belongs to another agent" },
        { "faster", "was learnt at a time scale of 60" },
    };

    [Fact]
    public void The_next_agent_goes_on_from_what_was_saved()
    {
        var book = Book();
        book.Restore([Snapshots.Kept("shop", 5)]);
        Keeper(book).Save();
        time.Advance(TimeSpan.FromMinutes(4));

        BaselineBook next = Book();
        BaselineKeeper keeper = Keeper(next);
        keeper.Load();

        Assert.Equal("shop", Assert.Single(next.Gather()).Service.Service);
        Assert.Equal((TimeSpan.FromMinutes(4), 0L), (keeper.Age, keeper.Failures));
        Assert.Contains("The baselines of 1 services go on from", Assert.Single(log.Lines).Message, StringComparison.Ordinal);
        Assert.Equal([Path], Directory.GetFiles(folder.FullName));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path).UnixFileMode);
    }

    [Fact]
    public void Where_nothing_was_saved_yet_there_is_nothing_to_say()
    {
        BaselineKeeper keeper = Keeper(Book());
        keeper.Load();
        Assert.Empty(log.Lines);
        Assert.Null(keeper.Age);
    }

    [Theory]
    [MemberData(nameof(Useless))]
    public void One_that_is_of_no_use_is_set_aside_with_one_line_and_the_agent_begins_anew(string kind, string reason)
    {
        File.WriteAllBytes(Path, Spoilt(kind));
        BaselineBook book = Book();
        BaselineKeeper keeper = Keeper(book);

        keeper.Load();

        (int _, LogLevel level, string message) = Assert.Single(log.Lines);
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith($"{Path} {reason}", message, StringComparison.Ordinal);
        Assert.Empty(book.Gather());
        string aside = Assert.Single(Directory.GetFiles(folder.FullName));
        Assert.Equal(Path + ".bad-20260302T120000000Z", aside);
        Assert.Contains(aside, message, StringComparison.Ordinal);

        keeper.Save();
        Assert.True(File.Exists(Path));
    }

    [Fact]
    public void Of_those_that_were_set_aside_the_last_three_stay()
    {
        for (int i = 0; i < 6; i++)
        {
            File.WriteAllText(Path, "nothing");
            Keeper(Book()).Load();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(
            ["baselines.bad-20260302T120003000Z", "baselines.bad-20260302T120004000Z", "baselines.bad-20260302T120005000Z"],
            Directory.GetFiles(folder.FullName).Select(System.IO.Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_disk_that_cannot_be_written_is_said_once_and_counted_and_its_recovery_said_too()
    {
        string missing = System.IO.Path.Combine(folder.FullName, "later");
        BaselineKeeper keeper = Keeper(Book(), System.IO.Path.Combine(missing, "baselines"));
        keeper.Save();
        keeper.Save();
        Assert.Equal(2, keeper.Failures);
        Assert.StartsWith("Cannot save the baselines to", Assert.Single(log.Lines).Message, StringComparison.Ordinal);

        Directory.CreateDirectory(missing);
        keeper.Save();
        Assert.Equal(2, keeper.Failures);
        Assert.Contains("are saved to", log.Lines[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_in_the_file_s_place_is_said_and_left_alone()
    {
        Directory.CreateDirectory(Path);
        BaselineKeeper keeper = Keeper(Book());
        keeper.Load();
        keeper.Save();
        Assert.Equal(1, keeper.Failures);
        Assert.Single(log.Lines);
    }

    [Fact]
    public async Task All_are_asked_and_saved_within_the_interval()
    {
        BaselineBook book = Book();
        BaselineKeeper keeper = Keeper(book);
        using var stop = new CancellationTokenSource();
        Task running = keeper.RunAsync(stop.Token);

        time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(3));
        await Eventually.HoldsAsync("all are asked", () => book.Round == 1);
        Assert.False(File.Exists(Path));
        await Eventually.HoldsAsync("it is saved", () =>
        {
            time.Advance(TimeSpan.FromSeconds(0.1));
            return File.Exists(Path);
        });
        Assert.InRange(time.GetUtcNow(), Snapshots.Noon, Snapshots.Noon + TimeSpan.FromMinutes(20));

        await stop.CancelAsync();
        await running;
    }

    private static byte[] Spoilt(string kind)
    {
        byte[] whole = Snapshots.Write(Snapshots.Small);
        switch (kind)
        {
            case "cut off": return whole[..^7];
            case "damaged": whole[^50] ^= 1; return whole;
            case "empty": return [];
            case "foreign": return Snapshots.Write(Snapshots.Small with { Owner = Snapshots.Owner with { Namespace = "pay" } });
            case "faster": return Snapshots.Write(Snapshots.Small with { TimeScale = 60 });
            default:
                whole[8] = (byte)(kind == "older" ? 0 : 2);
                return Snapshots.Sealed(whole.AsSpan(0, whole.Length - 32));
        }
    }

    private BaselineBook Book() => new(new JudgeClock(time, 1), []);

    private BaselineKeeper Keeper(BaselineBook book, string? path = null) =>
        new(new BaselinesOptions { SnapshotFile = path ?? Path }, book, Snapshots.Owner, time, log);
}
