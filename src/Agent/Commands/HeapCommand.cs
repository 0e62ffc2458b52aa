using System.CommandLine;
using GcWatch.Agent.Allocs;
using GcWatch.Agent.HeapAudit;
using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch heap</c>: what lives in a process's heap, what grows, and what holds it (docs/heap.md).</summary>
internal static class HeapCommand
{
    public static Command Create()
    {
        var options = new HeapCommandOptions();
        var command = new Command("heap", "Count the live objects of a process by type, and find what leaks. Stops the process meanwhile.");
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(options.Request(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(HeapRequest request)
    {
        if (request.Compared is [var before, var after])
        {
            if (request.Pid is not null) throw new AgentFault(ExitCode.Usage, "--pid and --diff cannot be used together");
            await PrintAsync(HeapReport.OfFiles(CensusFile.Read(before), CensusFile.Read(after)), request).ConfigureAwait(false);
            return ExitCode.Done;
        }

        if (request.Pid is not { } pid) throw new AgentFault(ExitCode.Usage, "heap needs --pid N, or --diff FILE FILE");
        using var shutdown = new ShutdownSignal();
        Target target = await OneTarget.FindAsync(pid, null, shutdown.Token).ConfigureAwait(false);
        await PrintAsync(await AuditAsync(target, request, shutdown.Token).ConfigureAwait(false), request).ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static async Task<HeapReport> AuditAsync(Target target, HeapRequest request, CancellationToken stop)
    {
        var audit = new HeapAuditRun(target, request);
        var walks = new List<HeapWalked>();
        try
        {
            for (int walk = 0; walk < request.Walks; walk++)
            {
                if (walk > 0 && request.Interval is { } interval) await Task.Delay(interval, TimeProvider.System, stop).ConfigureAwait(false);
                walks.Add(await audit.WalkAsync(isLast: walk == request.Walks - 1, stop).ConfigureAwait(false));
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && walks.Count > 0)
        {
            // Asked to stop: what there is so far is told.
        }

        if (request.SaveTo is { } file) CensusFile.Write(file, new SavedCensus(target.Name, target.Pid, walks[^1].Dated));
        return HeapReport.OfWalks(target, walks);
    }

    private static Task PrintAsync(HeapReport report, HeapRequest request) =>
        Console.Out.WriteLineAsync(request.IsJson ? HeapJson.Text(report, request.Top) : string.Join('\n', HeapText.Lines(report, request.Top)));
}
