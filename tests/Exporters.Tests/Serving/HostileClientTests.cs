using System.Diagnostics;
using System.Globalization;
using GcWatch.Exporters.Serving;
using GcWatch.Exporters.Tests.Exposition;
using GcWatch.TestKit;

namespace GcWatch.Exporters.Tests.Serving;

/// <summary>The tests that count the process's own sockets and threads: others beside them would be counted too.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Whatever a client does, others are answered, and nothing of it is left behind.</summary>
[Collection(nameof(Alone))]
public sealed class HostileClientTests : IDisposable
{
    private const string Aborted = "aborted";

    /// <summary>What a scrape beside them may take: far above what it does, far below what waiting for one of them would.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(5);

    private readonly List<RawClient> clients = [];
    private TargetCrowd? crowd;

    public void Dispose()
    {
        foreach (RawClient client in clients) client.Dispose();
        crowd?.Dispose();
    }

    [Fact]
    public async Task Clients_that_never_read_hold_nobody_up_and_are_cut_off()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits { Answer = TimeSpan.FromSeconds(6) });
        await endpoint.ReadAsync();
        int socketsBefore = OpenSockets();
        for (int i = 0; i < 20; i++) clients.Add(await RawClient.AskAsync(endpoint.Url));
        for (int i = 0; i < 3; i++) await ScrapeInTimeAsync(endpoint);
        await Eventually.ReadsAsync("all are cut off", () => CountAsync(endpoint, Aborted), count => count >= 20, TimeSpan.FromSeconds(30));
        foreach (RawClient client in clients) Assert.True(await client.IsClosedAsync().WaitAsync(Bearable));
        foreach (RawClient client in clients) client.Dispose();
        await Eventually.ReadsAsync("no socket is left open", () => Task.FromResult(OpenSockets()), sockets => sockets <= socketsBefore + 2);
    }

    [Fact]
    public async Task Clients_that_go_away_in_the_middle_leave_nothing_behind()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits());
        await endpoint.ReadAsync();
        (int sockets, int threads) = (OpenSockets(), Process.GetCurrentProcess().Threads.Count);
        for (int i = 0; i < 100; i++)
        {
            using RawClient client = await RawClient.AskAsync(endpoint.Url);
            await client.ReadSomeAsync();
        }

        await Eventually.ReadsAsync("the connections are gone", () => Task.FromResult(endpoint.Connections), open => open <= 1);
        await Eventually.ReadsAsync("no socket is left open", () => Task.FromResult(OpenSockets()), now => now <= sockets + 2);
        await ScrapeInTimeAsync(endpoint);
        Assert.InRange(Process.GetCurrentProcess().Threads.Count, 1, threads + 20);
        Assert.True(await CountAsync(endpoint, Aborted) >= 100);
    }

    [Fact]
    public async Task Clients_that_say_nothing_or_too_slowly_are_closed()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits { Request = TimeSpan.FromSeconds(2) });
        using RawClient silent = await RawClient.ConnectAsync(endpoint.Url);
        using RawClient slow = await RawClient.ConnectAsync(endpoint.Url);
        Task<bool> isSilentClosed = silent.IsClosedAsync();
        await ScrapeInTimeAsync(endpoint);
        await TrickleUntilClosedAsync(slow);
        Assert.True(await isSilentClosed.WaitAsync(Bearable));
        await ScrapeInTimeAsync(endpoint);
    }

    [Fact]
    public async Task With_more_clients_than_there_is_room_for_the_oldest_go_and_not_the_next()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits { Connections = 8, Settled = TimeSpan.Zero });
        for (int i = 0; i < 8; i++) clients.Add(await RawClient.ConnectAsync(endpoint.Url));
        await Eventually.HoldsAsync("all are in", () => endpoint.Connections == 8);
        await ScrapeInTimeAsync(endpoint);
        Assert.True(await clients[0].IsClosedAsync().WaitAsync(Bearable));
        Assert.Equal(8, endpoint.Connections);
    }

    [Fact]
    public async Task Too_many_at_once_are_refused_and_counted()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits { Connections = 8, Settled = TimeSpan.FromMinutes(1) });
        await endpoint.ReadAsync();
        for (int i = 0; i < 8; i++) clients.Add(await RawClient.ConnectAsync(endpoint.Url));
        Assert.True(await clients[^1].IsClosedAsync().WaitAsync(Bearable));
        Assert.Equal(1, await CountAsync(endpoint, "refused"));
    }

    [Fact]
    public async Task What_slow_readers_hold_is_bounded_by_cutting_off_the_slowest()
    {
        using MetricsEndpoint endpoint = Serve(new ServingLimits { HeldBytes = 14_000_000, Answer = TimeSpan.FromMinutes(1) });
        for (int i = 0; i < 6; i++)
        {
            clients.Add(await RawClient.AskAsync(endpoint.Url));
            await ScrapeInTimeAsync(endpoint);
        }

        await Eventually.ReadsAsync("the oldest are cut off", () => CountAsync(endpoint, Aborted), count => count >= 2);
        Assert.True(await clients[0].IsClosedAsync().WaitAsync(Bearable));
        Assert.False(clients[^1].IsClosedAsync().IsCompleted);
    }

    /// <summary>The server comes first: what a histogram records while nobody listens is not kept.</summary>
    private MetricsEndpoint Serve(ServingLimits limits)
    {
        MetricsEndpoint endpoint = MetricsEndpoint.Start(limits);
        crowd = new TargetCrowd(100);
        return endpoint;
    }

    private static async Task TrickleUntilClosedAsync(RawClient slow)
    {
        long began = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<IOException>(() => Eventually.ReadsAsync("the connection is closed", SendOneAsync, _ => false));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(12));

        async Task<bool> SendOneAsync()
        {
            try
            {
                await slow.SendAsync("G");
                return true;
            }
            catch (System.Net.Sockets.SocketException closed)
            {
                throw new IOException("closed", closed);
            }
        }
    }

    /// <summary>A whole scrape, of all targets.</summary>
    private static async Task ScrapeInTimeAsync(MetricsEndpoint endpoint)
    {
        string text = await endpoint.ReadAsync().WaitAsync(Bearable);
        Assert.Equal(100, text.Split('\n').Count(line => line.StartsWith("gcwatch_target_up{", StringComparison.Ordinal)));
    }

    private static async Task<double> CountAsync(MetricsEndpoint endpoint, string result)
    {
        string text = await endpoint.ReadAsync();
        string line = text.Split('\n').Single(line => line.StartsWith($"gcwatch_scrapes_total{{result=\"{result}\"", StringComparison.Ordinal));
        return double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture);
    }

    /// <summary>Not all files: the runtime opens an assembly whenever it first needs one.</summary>
    private static int OpenSockets() =>
        new DirectoryInfo("/proc/self/fd").GetFileSystemInfos().Count(file => file.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);
}
