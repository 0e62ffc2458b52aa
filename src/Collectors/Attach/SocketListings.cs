namespace GcWatch.Collectors.Attach;

/// <summary>
/// The sockets in each directory, listed anew only where something was made or removed in it: that changes the directory's own time. One owner.
/// </summary>
internal sealed class SocketListings
{
    /// <summary>Two changes may fall into one step of the file system's clock: a listing is trusted once the time has stood still for so many.</summary>
    private const int TrustedRounds = 4;

    private readonly Dictionary<string, Listing> known = new(StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public IReadOnlyList<DiagnosticSocket> In(string directory)
    {
        asked.Add(directory);
        DateTime changedAt = Directory.GetLastWriteTimeUtc(directory);
        known.TryGetValue(directory, out Listing? last);
        int rounds = last?.ChangedAt == changedAt ? last.Rounds + 1 : 0;
        IReadOnlyList<DiagnosticSocket> sockets = last is not null && rounds > TrustedRounds ? last.Sockets : DiagnosticSocket.In(directory);
        known[directory] = new Listing(changedAt, rounds, sockets);
        return sockets;
    }

    /// <summary>Directories that were not asked for are gone.</summary>
    public void EndRound()
    {
        foreach (string gone in known.Keys.Where(directory => !asked.Contains(directory)).ToArray()) known.Remove(gone);
        asked.Clear();
    }

    private sealed record Listing(DateTime ChangedAt, int Rounds, IReadOnlyList<DiagnosticSocket> Sockets);
}
