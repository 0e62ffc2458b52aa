using System.Diagnostics;
using GcWatch.TestKit;

namespace GcWatch.EndToEnd.Faults;

/// <summary>An agent that is ended, in whatever way, and started again: no session of the old one lives on in an idle or a busy target.</summary>
public sealed class EndedAgentTests(ITestOutputHelper output)
{
    private const int Rounds = 5;

    /// <summary>It is under one second on a quiet machine.</summary>
    private static readonly TimeSpan AttachLimit = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("managed", "KILL")]
    [InlineData("native", "KILL")]
    [InlineData("native", "TERM")]
    public async Task A_new_one_attaches_at_once_and_all_sessions_are_free_in_the_end(string binary, string signal)
    {
        using Enclave enclave = await Enclave.CreateAsync();
        List<LabProcess> labs = await StartLabsAsync(enclave);
        try
        {
            await EndAgentsAsync(enclave, labs, FaultScene.BinaryOf(binary), signal);
        }
        finally
        {
            foreach (LabProcess lab in labs) await lab.DisposeAsync();
        }
    }

    private async Task EndAgentsAsync(Enclave enclave, List<LabProcess> labs, AgentBinary binary, string signal)
    {
        Dictionary<LabProcess, int> before = labs.ToDictionary(lab => lab, SocketsOf);
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await using AgentProcess agent = await enclave.StartAgentAsync(binary);
            await agent.ScrapeUntilAsync("attached to all", scrape => labs.TrueForAll(lab => scrape.Of(lab.Label).Sum(MetricNames.TargetUp) == 1));
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            output.WriteLine($"round {round}: attached to {labs.Count} targets after {took.TotalSeconds:0.00} s");
            Assert.InRange(took, TimeSpan.Zero, AttachLimit);
            await agent.StopAsync(signal);
        }

        await Eventually.ReadsAsync("no session is left open", () => Task.FromResult(Open(before)), open => open.Length == 0);
        foreach (LabProcess lab in labs)
        {
            Assert.Equal(FreeSessions.Most, await FreeSessions.CountAsync(enclave.SocketOf(lab.Pid)));
            await lab.QuitAsync();
        }
    }

    /// <summary>The targets that have more sockets than at first: each session holds one. Looking from outside, unlike opening sessions to count them, changes nothing.</summary>
    private static string Open(Dictionary<LabProcess, int> before) =>
        string.Join(", ", before.Where(pair => SocketsOf(pair.Key) > pair.Value).Select(pair => $"{pair.Key.Label} {SocketsOf(pair.Key) - pair.Value}"));

    private static int SocketsOf(LabProcess lab) =>
        new DirectoryInfo($"/proc/{lab.Pid}/fd").GetFileSystemInfos().Count(file => file.LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true);

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
