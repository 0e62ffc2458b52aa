using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.EndToEnd;

/// <summary>How many event sessions a runtime would still open: all of them, unless somebody has one open.</summary>
internal static class FreeSessions
{
    /// <summary>What a runtime allows at once.</summary>
    public const int Most = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task<int> CountAsync(int pid) => CountAsync(new DiagnosticsClient(pid));

    /// <param name="socket">The runtime's diagnostic socket, where it is not in this process's own TMPDIR.</param>
    public static async Task<int> CountAsync(string socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        return await CountAsync((await DiagnosticsClientConnector.FromDiagnosticPort($"{socket},connect", patience.Token)).Instance);
    }

    private static async Task<int> CountAsync(DiagnosticsClient client)
    {
        EventPipeProvider[] providers = [new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 1)];
        var sessions = new List<EventPipeSession>();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (sessions.Count <= Most) sessions.Add(await client.StartEventPipeSessionAsync(providers, false, 1, patience.Token));
        }
        catch (ServerErrorException)
        {
            // All are taken: what was to be found out.
        }
        finally
        {
            foreach (EventPipeSession session in sessions) session.Dispose();
        }

        return sessions.Count;
    }
}
