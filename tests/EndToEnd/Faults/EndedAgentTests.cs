using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>An agent that is ended, in whatever way, and started again: no session of the old one lives on in an idle or a busy target.</summary>
public sealed class EndedAgentTests(ITestOutputHelper output)
{
    private const int Rounds = 5;

    /// <summary>It is under one second on a quiet machine.</summary>
    private static readonly TimeSpan AttachLimit = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan NoticeLimit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData("managed", "KILL")]
    [InlineData("native", "KILL")]
    [InlineData("native", "TERM")]
    public async Task A_new_one_attaches_at_once_and_all_sessions_are_free_in_the_end(string binary, string signal)
    {
        using Enclave enclave = await Enclave.CreateAsync();
        List<LabProcess> labs = await StartLabsAsync(enclave);

        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await using AgentProcess agent = await enclave.StartAgentAsync(FaultScene.BinaryOf(binary));
            await agent.ScrapeUntilAsync("attached to all", scrape => labs.TrueForAll(lab => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1));
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            output.WriteLine($"round {round}: attached to {labs.Count} targets after {took.TotalSeconds:0.00} s");
            Assert.InRange(took, TimeSpan.Zero, AttachLimit);
            await agent.StopAsync(signal);
        }

        if (!await AreAllFreeAsync(enclave, labs)) await VisitAsync(enclave, labs, FaultScene.BinaryOf(binary));
        foreach (LabProcess lab in labs)
        {
            await using (lab)
            {
                string socket = enclave.SocketOf(lab.Pid);
                await Eventually.ReadsAsync($"all sessions of {lab.Label} free", () => FreeSessions.CountAsync(socket), free => free == FreeSessions.Most);
                await lab.QuitAsync();
            }
        }
    }

    /// <summary>Whether the runtimes noticed by themselves that the agents are gone: they do when they next write to the session.</summary>
    private static async Task<bool> AreAllFreeAsync(Enclave enclave, List<LabProcess> labs)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < NoticeLimit)
        {
            int[] free = await Task.WhenAll(labs.Select(lab => FreeSessions.CountAsync(enclave.SocketOf(lab.Pid))));
            if (Array.TrueForAll(free, count => count == FreeSessions.Most)) return true;
        }

        return false;
    }

    /// <summary>
    /// Seen once in some hundred rounds: an idle runtime kept four of five dead sessions. Its counters' clock can be switched off by the
    /// end of one session while others begin, and then it writes nothing. The next agent's attach starts that clock again.
    /// </summary>
    private async Task VisitAsync(Enclave enclave, List<LabProcess> labs, AgentBinary binary)
    {
        output.WriteLine($"not all sessions were free after {NoticeLimit.TotalSeconds:0} s: one more agent visits");
        await using AgentProcess agent = await enclave.StartAgentAsync(binary);
        await agent.ScrapeUntilAsync("counters from all", scrape => labs.TrueForAll(lab => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1));
        await agent.StopAsync("TERM");
    }

    private static async Task<List<LabProcess>> StartLabsAsync(Enclave enclave)
    {
        var labs = new List<LabProcess>();
        foreach (LabRuntime runtime in Enum.GetValues<LabRuntime>())
        {
            labs.Add(await enclave.StartLabAsync(runtime, "idle"));
            labs.Add(await enclave.StartLabAsync(runtime, "allocate", "--mb-per-second", "50"));
        }

        return labs;
    }
}
