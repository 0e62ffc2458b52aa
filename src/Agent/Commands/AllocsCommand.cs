using System.CommandLine;
using GcWatch.Agent.Allocs;
using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Commands;

/// <summary><c>gcwatch allocs</c>: what a process allocates, why and where, sampled for some seconds (docs/allocations.md).</summary>
internal static class AllocsCommand
{
    public static Command Create()
    {
        var command = new Command("allocs", "Sample what a process allocates: causes, types, and with --stacks the places.");
        var options = new AllocsCommandOptions();
        options.AddTo(command);
        command.SetAction((parsed, _) => UntilToldAsync(options.Read(parsed)));
        return command;
    }

    /// <summary>Ctrl-C ends the sampling early, and what was sampled is shown.</summary>
    private static async Task<int> UntilToldAsync(AllocsRequest request)
    {
        using var shutdown = new ShutdownSignal();
        try
        {
            return await RunAsync(request, shutdown.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Before the session was open: there is nothing to show.
            return ExitCode.Done;
        }
    }

    private static async Task<int> RunAsync(AllocsRequest request, CancellationToken stop)
    {
        Target target = await OneTarget.FindAsync(request.Pid, request.Name, stop).ConfigureAwait(false);
        var types = new TargetTypes(target);
        types.Look();
        await Console.Error.WriteLineAsync(AllocsText.Cost(target, request)).ConfigureAwait(false);
        var settings = new SamplingSettings(request.Duration) { HasStacks = request.HasStacks };
        SamplingResult result = await AllocationSampler.SampleAsync(target, settings, stop).ConfigureAwait(false);
        if (result.Allocations is not { } sampled) throw new AgentFault(ExitCode.CannotAttach, result.Failure!.Explanation);
        AllocationBreakdown breakdown = sampled.BreakDown(types);
        var report = new AllocsReport(target, sampled, breakdown, types.Assemblies, request.Top);
        if (request.Folded is { } folded) await ProfileFile.WriteAsync(folded, stream => FoldedStacks.Write(stream, breakdown)).ConfigureAwait(false);
        if (request.Speedscope is { } speedscope) await ProfileFile.WriteAsync(speedscope, stream => SpeedscopeProfile.Write(stream, breakdown, target.Name)).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(request.IsJson ? AllocsJson.Text(report) : string.Join('\n', AllocsText.Lines(report))).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
