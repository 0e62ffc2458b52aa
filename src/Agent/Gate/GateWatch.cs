using System.Collections.Concurrent;
using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent.Gate;

/// <summary>
/// Watches what a command starts. Every runtime that connects goes on at once, judged or not; one that is judged has its session first.
/// Runtimes come on several threads at once.
/// </summary>
internal sealed class GateWatch : IDisposable
{
    /// <summary>A process that ends sends the rest of its events first.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan VariablePatience = TimeSpan.FromSeconds(1);

    /// <summary>Allocations are known up to the last publication before the process ended: often, then.</summary>
    private static readonly AttachSettings Settings = new() { CounterInterval = TimeSpan.FromMilliseconds(100) };

    private const int DeepestTree = 100;

    private readonly JudgedProcesses judged;
    private readonly BudgetNeeds needs;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource letGo = new();
    private readonly TaskCompletionSource<int> root = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<Guid, bool> seen = [];
    private readonly ConcurrentDictionary<int, bool> runtimes = [];
    private readonly ConcurrentQueue<WatchedProcess> watched = [];
    private readonly ConcurrentQueue<string> troubles = [];
    private readonly GatePort port;

    /// <param name="judged">Which processes.</param>
    /// <param name="needs">What has to be known of them beside their collections.</param>
    /// <param name="time">The clock.</param>
    public GateWatch(JudgedProcesses judged, BudgetNeeds needs, TimeProvider time)
    {
        this.judged = judged;
        this.needs = needs;
        this.time = time;
        port = new GatePort(PrepareAsync);
    }

    /// <summary>What the command needs in its environment.</summary>
    /// <param name="waits">Whether it is a .NET program, which can wait at its first instruction.</param>
    public string Ports(bool waits) => waits ? port.Suspending : port.NotSuspending;

    /// <summary>The command has this process id. No runtime goes on before this is known.</summary>
    public void Started(int pid) => root.TrySetResult(pid);

    /// <summary>The command has ended: what its judged processes came to. One that goes on is let go.</summary>
    public async Task<GateFigures> FinishAsync()
    {
        WatchedProcess[] all = [.. watched];
        await Task.WhenAny(Task.WhenAll(all.SelectMany(process => (Task[])[process.Pump.Ended, process.Samples.Ended])), Task.Delay(EndPatience, time)).ConfigureAwait(false);
        await letGo.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(all.Select(process => process.Pump.DisposeAsync().AsTask())).ConfigureAwait(false);
        ProcessTally[] tallies = [.. all.Select(process => process.Tally)];
        ProcessFigures[] figures = await Task.WhenAll(all.Select(process => process.Samples.AddToAsync(process.Tally.Finish(), troubles.Enqueue))).ConfigureAwait(false);
        foreach (WatchedProcess process in all)
        {
            if ((await process.Pump.Ended.ConfigureAwait(false)).Fault is { } fault) troubles.Enqueue($"the events of {process.Tally.Name} broke off: {fault}");
        }

        return new GateFigures(figures, ProcessTally.Together(tallies, figures), [.. troubles]);
    }

    public void Dispose()
    {
        port.Dispose();
        letGo.Dispose();
    }

    private async Task PrepareAsync(Sighting sighting)
    {
        if (sighting.Endpoint is not ReverseEndpoint { Cookie: var cookie } || !seen.TryAdd(cookie, true)) return;
        int command = await root.Task.ConfigureAwait(false);
        int pid = sighting.Process.Pid;

        // First of all: from here on, what it starts waits for nobody, whatever becomes of this process.
        if (pid == command && !await TargetAttacher.TrySetVariableAsync(sighting.Endpoint, GatePort.Variable, port.NotSuspending, VariablePatience).ConfigureAwait(false))
        {
            troubles.Enqueue($"the command's {GatePort.Variable} could not be set: what it starts waits for this process");
        }

        runtimes.TryAdd(pid, true);
        if (sighting.Process.IsVisible && judged.Judges(pid, IsTopmost(pid, command))) await WatchAsync(sighting).ConfigureAwait(false);
    }

    /// <summary>Whether it is the command or, where the command is a script or a tool, the first runtime on the way down from it.</summary>
    private bool IsTopmost(int pid, int command)
    {
        for (int depth = 0; pid != command && depth < DeepestTree; depth++)
        {
            pid = ProcessFacts.Parent(pid);
            if (pid <= 1 || runtimes.ContainsKey(pid)) return false;
        }

        return pid == command;
    }

    private async Task WatchAsync(Sighting sighting)
    {
        string program = ProgramName.Of(ProcessFacts.CommandLine(sighting.Process.Pid));
        var tally = new ProcessTally(string.Create(CultureInfo.InvariantCulture, $"{program}-{sighting.Process.Pid}"), time);
        ProbeResult probe = await TargetProbe.ProbeAsync(sighting, CancellationToken.None).ConfigureAwait(false);
        AttachResult? attached = probe.Target is null ? null : await TargetAttacher.AttachAsync(probe.Target, tally, Settings, CancellationToken.None).ConfigureAwait(false);
        if (probe.Target is not { } target || attached?.Pump is not { } pump)
        {
            troubles.Enqueue($"{tally.Name} could not be watched: {(attached?.Failure ?? probe.Failure)?.Explanation}");
            return;
        }

        pump.Start();
        watched.Enqueue(new WatchedProcess(tally, pump, await ProcessSamples.OpenAsync(target, needs, letGo.Token).ConfigureAwait(false)));
    }

    private sealed record WatchedProcess(ProcessTally Tally, EventPump Pump, ProcessSamples Samples);
}

/// <summary>What a run came to.</summary>
/// <param name="Processes">Those that were judged, in the order in which they began.</param>
/// <param name="Together">All of them.</param>
/// <param name="Troubles">What could not be watched as it should have been: a sentence each.</param>
internal sealed record GateFigures(IReadOnlyList<ProcessFigures> Processes, ProcessFigures Together, IReadOnlyList<string> Troubles);
