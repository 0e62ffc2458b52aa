using System.Diagnostics.Tracing;
using GcWatch.TestKit;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>What other tools leave room for.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task A_process_whose_sessions_are_all_taken()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        List<EventPipeSession> taken = await TakeAllAsync(lab.Pid);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        foreach (EventPipeSession session in taken) session.Dispose();
        Examination.AssertFault(run, "it refuses a further session: a runtime has 64 at most", "look for dotnet-trace, dotnet-counters and dotnet-monitor");
    }

    [Fact]
    public async Task Another_tools_metrics_session_costs_nothing()
    {
        await using LabProcess lab = await LabProcess.StartAsync(LabRuntime.Net10, "idle");
        await using var other = new OtherTool(lab.Pid, isShared: false);
        await Eventually.HoldsAsync("the other tool's session runs", () => other.BytesReceived > 0);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "another tool's metrics session excludes ours: the allocation rate is read from EventCounters instead");
        Examination.AssertSays(run, "a trial session works");
    }

    private static async Task<List<EventPipeSession>> TakeAllAsync(int pid)
    {
        const int MostSessions = 64;
        var client = new DiagnosticsClient(pid);
        EventPipeProvider[] providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 1)];
        var sessions = new List<EventPipeSession>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (sessions.Count < MostSessions) sessions.Add(await client.StartEventPipeSessionAsync(providers, false, 1, patience.Token));
        return sessions;
    }
}
