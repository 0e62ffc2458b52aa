using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>Clients that do not do what Prometheus does.</summary>
public sealed class ScrapeClientTests
{
    private const int Clients = 50;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    /// <summary>What a client sends before it stands still; nothing, a part, all but the reading of the answer.</summary>
    [Theory]
    [InlineData("managed", "")]
    [InlineData("managed", "GET /metr")]
    [InlineData("managed", "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("native", "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    public async Task Fifty_that_hang_do_not_keep_others_from_scraping(string binary, string sent)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);

        List<TcpClient> hanging = await ConnectAsync(scene, sent);
        long start = Stopwatch.GetTimestamp();
        await scene.Agent.ScrapeAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(start);
        foreach (TcpClient client in hanging) client.Dispose();

        Assert.InRange(took, TimeSpan.Zero, Limit);
        await scene.IsAsBeforeAsync();
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task Many_that_go_away_before_their_answer_leave_nothing_behind(string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);

        for (int round = 0; round < 10; round++)
        {
            foreach (TcpClient client in await ConnectAsync(scene, "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
            {
                // No farewell: a reset, in the midst of the answer.
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                client.Dispose();
            }
        }

        // Five hundred connections in a moment are more than it keeps: one scrape among them may be sent away, and the next is served.
        await scene.Agent.ServesAsync();
        await scene.IsAsBeforeAsync();
    }

    [Theory]
    [InlineData("managed")]
    [InlineData("native")]
    public async Task Fifty_at_once_all_get_a_whole_answer(string binary)
    {
        await using FaultScene scene = await FaultScene.OpenAsync(binary);

        Scrape[] scrapes = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => ScrapeOnceAsync(scene.Agent.MetricsUrl)));

        Assert.All(scrapes, scrape => Assert.Equal(1, scrape.Of(scene.Bystander.Lab.Label).Value(MetricNames.TargetUp)));
        await scene.IsAsBeforeAsync();
    }

    /// <summary>With a connection of its own.</summary>
    private static async Task<Scrape> ScrapeOnceAsync(Uri url)
    {
        using var client = new HttpClient { Timeout = Limit * 2 };
        return Scrape.Parse(await client.GetStringAsync(url));
    }

    private static async Task<List<TcpClient>> ConnectAsync(FaultScene scene, string sent)
    {
        var clients = new List<TcpClient>();
        for (int i = 0; i < Clients; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(scene.Agent.MetricsUrl.Host, scene.Agent.MetricsUrl.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
            clients.Add(client);
        }

        return clients;
    }
}
