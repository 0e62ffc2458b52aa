using System.Diagnostics;
using System.Net.Sockets;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd;

/// <summary>The metrics' listener.</summary>
public sealed class ServingTests
{
    private const int Rounds = 3;

    [Fact]
    public async Task A_scrape_that_comes_while_the_agent_starts_does_not_end_it()
    {
        for (int round = 0; round < Rounds; round++)
        {
            await using AgentProcess agent = AgentProcess.Launch(AgentBinary.Managed, null, "--name", "none");
            await ConnectWithoutPauseAsync(agent);
            await agent.ServesAsync();

            FinishedProcess finished = await agent.StopAsync();

            Assert.Equal((0, 0), (finished.ExitCode, finished.Errors.Count(line => !line.StartsWith('{'))));
        }
    }

    private static async Task ConnectWithoutPauseAsync(AgentProcess agent)
    {
        const int Enough = 20;
        int connections = 0;
        long start = Stopwatch.GetTimestamp();
        while (connections < Enough && !agent.Child.HasExited && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(20))
        {
            if (await CanConnectAsync(agent.MetricsUrl)) connections++;
        }
    }

    private static async Task<bool> CanConnectAsync(Uri url)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(url.Host, url.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
