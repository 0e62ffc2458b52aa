using System.IO.Enumeration;
using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Pipeline;

/// <summary>Keeps a watch on every process that the options select, as they come and go.</summary>
internal sealed class TargetSupervisor(TargetsOptions options, TargetWatch watch, TimeProvider time, ILogger<TargetSupervisor> log)
{
    private readonly Dictionary<(int Pid, long StartTime), Task> watches = [];

    /// <summary>Makes sure of the one process asked for, if one was.</summary>
    /// <exception cref="AgentFault">It cannot be attached to.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        if (options.Pid is not { } pid)
        {
            log.Waiting();
            return;
        }

        ProbeResult probe = await TargetProbe.ProbeAsync(pid, stop).ConfigureAwait(false);
        if (probe.Target is not { } target) throw new AgentFault(ExitCode.CannotAttach, probe.Failure!.Explanation);
        watches.Add((pid, target.StartTime), GuardAsync(pid, watch.RunAsync(target, stop), stop));
    }

    /// <summary>Runs until <paramref name="stop"/>; then all sessions are stopped side by side.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        if (options.Pid is null) await ScanAsync(stop).ConfigureAwait(false);
        else await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(watches.Values).ConfigureAwait(false);
    }

    private async Task ScanAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.ScanInterval, time);
        do
        {
            Scan(stop);
        }
        while (await NextAsync(timer, stop).ConfigureAwait(false));
    }

    /// <summary>A watch that fails is a bug of ours: it is said, and the others go on.</summary>
    private async Task GuardAsync(int pid, Task watching, CancellationToken stop)
    {
        try
        {
            await watching.ConfigureAwait(false);
        }
        catch (Exception bug) when (bug is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            log.WatchFailed(pid, bug);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Scan(CancellationToken stop)
    {
        var found = new HashSet<(int, long)>();
        foreach (DiagnosticSocket socket in ScanningTargetSource.Scan())
        {
            (int Pid, long StartTime) key = (socket.Pid, socket.StartTime);
            found.Add(key);
            if (!watches.ContainsKey(key)) watches.Add(key, GuardAsync(socket.Pid, WatchIfSelectedAsync(socket, stop), stop));
        }

        foreach ((int, long) gone in watches.Where(entry => entry.Value.IsCompleted && !found.Contains(entry.Key)).Select(entry => entry.Key).ToArray())
        {
            watches.Remove(gone);
        }
    }

    private async Task WatchIfSelectedAsync(DiagnosticSocket socket, CancellationToken stop)
    {
        ProbeResult probe = await ProbeAsync(socket, stop).ConfigureAwait(false);
        if (probe.Target is { } target && IsSelected(target)) await watch.RunAsync(target, stop).ConfigureAwait(false);
    }

    /// <summary>A runtime that is only just starting does not know its program's name yet: ask again, for a while.</summary>
    private async Task<ProbeResult> ProbeAsync(DiagnosticSocket socket, CancellationToken stop)
    {
        const int Attempts = 10;
        for (int attempt = 1; ; attempt++)
        {
            ProbeResult probe = await TargetProbe.ProbeAsync(socket.Pid, socket, stop).ConfigureAwait(false);
            bool isNamed = probe.Target is { Runtime.EntryAssembly.Length: > 0 } || probe.Failure is { Reason: AttachFailureReason.NotRunning };
            if (isNamed || attempt == Attempts || stop.IsCancellationRequested) return probe;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private bool IsSelected(Target target) => options.Name is { } pattern
        ? FileSystemName.MatchesSimpleExpression(pattern, target.Name)
        : !ScanningTargetSource.IsBuildTool(target);
}
