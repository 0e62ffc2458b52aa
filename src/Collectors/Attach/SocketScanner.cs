namespace GcWatch.Collectors.Attach;

/// <summary>
/// Finds runtimes by their diagnostic sockets: in TMPDIR and /tmp, in the TMPDIR of each process, and through /proc/{pid}/root in
/// containers with a file system of their own. Cheap enough for each half second: a process is looked at when it is new and then now and
/// again, and each directory is listed once. One owner.
/// </summary>
public sealed class SocketScanner(TimeProvider time)
{
    private readonly ProcessPlaces places = new(time);
    private readonly SocketListings listings = new();
    private readonly UnseenSockets unseen = new(time);

    /// <summary>Sockets that this user may not connect to, of processes that cannot be seen: whether anyone serves them is not known.</summary>
    public IReadOnlyCollection<string> DeniedSockets => unseen.Denied;

    /// <summary>Runtimes that may be attached to, and those of other users that may not; never our own.</summary>
    public IReadOnlyList<Sighting> Scan()
    {
        places.Refresh();
        var found = new Dictionary<string, Sighting>(StringComparer.Ordinal);
        foreach (DiagnosticSocket socket in places.Directories().SelectMany(listings.In))
        {
            Sighting? sighting = places.ProcessOf(socket) is { } process
                ? new Sighting(process, new SocketEndpoint(socket.Path))
                : unseen.Look(socket);
            if (sighting is not null && !IsOwn(sighting.Process)) found.TryAdd(sighting.Key, sighting);
        }

        unseen.EndRound();
        listings.EndRound();
        return [.. found.Values];
    }

    /// <summary>Out of sight, another process may have our pid.</summary>
    private static bool IsOwn(ProcessKey process) => process.IsVisible && process.Pid == Environment.ProcessId;

    /// <summary>Every process that has a live socket somewhere, or has a runtime in any form without one.</summary>
    public static IEnumerable<int> Candidates() =>
        ProcFile.Pids()
            .Where(pid => pid != Environment.ProcessId)
            .Where(pid => DiagnosticSocket.Of(pid) is not null || RuntimeForms.Of(pid) is not (RuntimeForm.None or RuntimeForm.Unknown))
            .Order();
}
