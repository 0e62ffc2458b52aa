using System.Diagnostics.Tracing;
using GcWatch.TestKit;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd.Doctor;

/// <summary>What other tools leave room for.</summary>
public sealed class SessionTests
{
    private const string WithoutEventSources = """
        {
          "runtimeOptions": {
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": { "System.Diagnostics.Tracing.EventSource.IsSupported": false }
          }
        }
        """;

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
        await using var other = new OtherTool(lab.Pid, OtherTool.Meter(isShared: false));
        await Eventually.HoldsAsync("the other tool's session runs", () => other.BytesReceived > 0);

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "a trial session works");
    }

    [Fact]
    public async Task A_process_without_counters_that_does_nothing_sends_nothing()
    {
        using var folder = new TemporaryFolder();
        string settings = folder.PathOf("runtimeconfig.json");
        await File.WriteAllTextAsync(settings, WithoutEventSources);
        string[] command = ["dotnet", "exec", "--runtimeconfig", settings, .. LabRuntime.Net10.Command().Skip(1)];
        await using LabProcess lab = await LabProcess.StartAsync(new LabSettings(LabRuntime.Net10, "idle") { Command = command });

        FinishedProcess run = await Examination.OfAsync(lab.Pid);

        Examination.AssertHealthy(run);
        Examination.AssertSays(run, "no event came within 3 s");
    }

    private static async Task<List<EventPipeSession>> TakeAllAsync(int pid)
    {
        var client = new DiagnosticsClient(pid);
        EventPipeProvider[] providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 1)];
        var sessions = new List<EventPipeSession>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (true) sessions.Add(await client.StartEventPipeSessionAsync(providers, false, 1, patience.Token));
        }
        catch (ServerErrorException)
        {
            // All are taken: what was to be brought about.
            return sessions;
        }
    }
}
