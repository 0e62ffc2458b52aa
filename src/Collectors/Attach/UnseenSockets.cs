namespace GcWatch.Collectors.Attach;

/// <summary>
/// Sockets whose process is not to be seen: left behind by one that was killed, or of another pid namespace that shares this directory,
/// where every container is pid 1. Only a connection tells. One owner.
/// </summary>
internal sealed class UnseenSockets(TimeProvider time)
{
    /// <summary>A thousand sockets may have been left behind: so many are tried in each round.</summary>
    private const int MostTries = 20;

    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (bool IsServed, long At)> tried = new(StringComparer.Ordinal);
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private int tries;

    /// <summary>Null if nobody serves it, as far as is known.</summary>
    public Sighting? Look(DiagnosticSocket socket)
    {
        seen.Add(socket.Path);
        bool isKnown = tried.TryGetValue(socket.Path, out (bool IsServed, long At) last);
        if ((!isKnown || time.GetElapsedTime(last.At) > TryAgain) && tries < MostTries)
        {
            tries++;
            last = (new SocketEndpoint(socket.Path).IsOpen, time.GetTimestamp());
            tried[socket.Path] = last;
        }

        return last.IsServed ? new Sighting(new ProcessKey(socket.Pid, null), new SocketEndpoint(socket.Path)) : null;
    }

    /// <summary>All sockets have been looked at: those that were not among them are gone.</summary>
    public void EndRound()
    {
        foreach (string gone in tried.Keys.Where(path => !seen.Contains(path)).ToArray()) tried.Remove(gone);
        seen.Clear();
        tries = 0;
    }
}
