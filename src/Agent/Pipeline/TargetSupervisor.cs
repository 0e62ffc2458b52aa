using GcWatch.Agent.Options;
using GcWatch.Collectors.Attach;
using Microsoft.Extensions.Logging;

namespace GcWatch.Agent.Pipeline;

/// <summary>Keeps a watch on every process that the options select, as they come and go. One loop; the watches run beside it.</summary>
internal sealed class TargetSupervisor(TargetsOptions options, TargetSources sources, TargetAdmission admission, TimeProvider time, ILogger<TargetSupervisor> log)
{
    private readonly Dictionary<string, Task> candidates = new(StringComparer.Ordinal);
    private readonly HashSet<string> foreign = new(StringComparer.Ordinal);
    private bool isFull;
    private bool toldOfDenied;
    private long lookedAt = time.GetTimestamp();

    /// <summary>Time since the processes were last looked at: long only if the loop is stuck.</summary>
    public TimeSpan LastLookAge => time.GetElapsedTime(Interlocked.Read(ref lookedAt));

    /// <summary>True once the first look was taken, and the one process asked for, if one was, can be attached to.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Processes of other users, and sockets of processes out of sight, that this user may not connect to.</summary>
    public int ForeignCount { get; private set; }

    /// <summary>Makes sure of the one process asked for, if one was.</summary>
    /// <exception cref="AgentFault">It cannot be attached to.</exception>
    public async Task StartAsync(CancellationToken stop)
    {
        NoteListening();
        if (sources.ListenFault is { } fault) log.ListenDenied(options.Listen, fault, TargetSources.Patience);
        if (options.Pid is not { } pid)
        {
            log.Waiting();
            return;
        }

        ProbeResult probe = await TargetProbe.ProbeAsync(pid, stop).ConfigureAwait(false);
        if (probe.Target is not { } target) throw new AgentFault(ExitCode.CannotAttach, probe.Failure!.Explanation);
        candidates.Add(target.Sighting.Key, GuardAsync(pid, admission.WatchAsync(target, stop), stop));
    }

    /// <summary>Runs until <paramref name="stop"/>; then all sessions are stopped side by side.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (sources.AreOpen) Look(stop);
            Interlocked.Exchange(ref lookedAt, time.GetTimestamp());
            IsStarted = true;
            await sources.WaitAsync(stop).ConfigureAwait(false);
        }

        await Task.WhenAll(candidates.Values).ConfigureAwait(false);
    }

    private void NoteListening()
    {
        if (sources.ListeningAt is { } path) log.Listening(path);
    }

    private void Look(CancellationToken stop)
    {
        if (sources.ListensAtLast()) NoteListening();
        IReadOnlyList<Sighting> sightings = sources.Look();
        var found = sightings.Select(sighting => sighting.Key).ToHashSet(StringComparer.Ordinal);
        foreach (Sighting sighting in sightings)
        {
            if (candidates.ContainsKey(sighting.Key) || foreign.Contains(sighting.Key)) continue;
            if (IsForeign(sighting)) NoteForeign(sighting);
            else if (HasRoom()) candidates.Add(sighting.Key, GuardAsync(sighting.Process.Pid, admission.ConsiderAsync(sighting, stop), stop));
        }

        foreach (string over in candidates.Where(entry => entry.Value.IsCompleted && !found.Contains(entry.Key)).Select(entry => entry.Key).ToArray())
        {
            candidates.Remove(over);
        }

        foreign.IntersectWith(found);
        NoteDenied();
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
        catch (OperationCanceledException)
        {
            // Asked to stop while the target had not answered yet: nothing is open.
        }
    }

    /// <summary>What does not answer takes room as well, but not all of it.</summary>
    private bool HasRoom()
    {
        bool wasFull = isFull;
        isFull = admission.WatchedCount >= options.Limit || candidates.Values.Count(candidate => !candidate.IsCompleted) >= 2 * options.Limit;
        if (isFull && !wasFull) log.LimitReached(options.Limit);
        return !isFull;
    }

    /// <summary>Another user's socket cannot be connected to; another user's process that has connected to ours can be talked to.</summary>
    private static bool IsForeign(Sighting sighting) =>
        sighting is { Process.IsVisible: true, Endpoint: SocketEndpoint } && TargetProbe.IsForeign(sighting.Process.Pid);

    /// <summary>Many may be there, left behind by processes that were killed: said once, as long as there are any.</summary>
    private void NoteDenied()
    {
        IReadOnlyCollection<string> denied = sources.DeniedSockets;
        if (denied.Count > 0 && !toldOfDenied) log.Denied(denied.Count, denied.First());
        toldOfDenied = denied.Count > 0;
        ForeignCount = foreign.Count + denied.Count;
    }

    private void NoteForeign(Sighting sighting)
    {
        foreign.Add(sighting.Key);
        log.Unreachable(TargetProbe.Denied(sighting.Process.Pid).Explanation);
    }
}
