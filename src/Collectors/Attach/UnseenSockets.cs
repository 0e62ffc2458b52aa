namespace GcWatch.Collectors.Attach;

/// <summary>
/// Sockets whose process is not to be seen: left behind by one that was killed, or of another pid namespace that shares this directory,
/// where every container is pid 1. Only a connection tells. One owner.
/// </summary>
internal sealed class UnseenSockets(TimeProvider time)
{
    /// <summary>A thousand sockets may have been left behind: so many are tried in each round.</summary>
    private const int MostTries = 20;

    private const int MostDoublings = 5;

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Trial> trials = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int tries;

    /// <summary>Those that this user may not connect to.</summary>
    public IReadOnlyCollection<string> Denied => [.. trials.Where(trial => trial.Value.Answer == SocketCondition.Denied).Select(trial => trial.Key)];

    /// <summary>Null if nobody serves it, as far as is known.</summary>
    public Sighting? Look(DiagnosticSocket socket)
    {
        seen.Add(socket.Path);
        if (!trials.TryGetValue(socket.Path, out Trial? last) || IsDue(last)) last = Try(socket, last);
        return last?.Answer == SocketCondition.Served ? new Sighting(new ProcessKey(socket.Pid, null), new SocketEndpoint(socket.Path)) : null;
    }

    /// <summary>All sockets have been looked at: those that were not among them are gone.</summary>
    public void EndRound()
    {
        foreach (string gone in trials.Keys.Where(path => !seen.Contains(path)).ToArray()) trials.Remove(gone);
        seen.Clear();
        tries = 0;
    }

    private bool IsDue(Trial last) => time.GetElapsedTime(last.At) > TryAgain * (1 << Math.Min(last.Repeats, MostDoublings));

    private Trial? Try(DiagnosticSocket socket, Trial? last)
    {
        if (tries++ >= MostTries) return last;
        SocketCondition answer = FoundSocket.At(socket.Path).Condition;
        return trials[socket.Path] = new Trial(answer, time.GetTimestamp(), last?.Answer == answer ? last.Repeats + 1 : 0);
    }

    /// <summary>What came of the last attempt, and how often the same had come before.</summary>
    private sealed record Trial(SocketCondition Answer, long At, int Repeats);
}
