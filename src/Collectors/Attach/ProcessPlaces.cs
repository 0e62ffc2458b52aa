namespace GcWatch.Collectors.Attach;

/// <summary>Where processes keep their diagnostic sockets, and which process a socket belongs to. One owner.</summary>
internal sealed class ProcessPlaces(TimeProvider time)
{
    /// <summary>A young process may still become another program, with another environment, by exec.</summary>
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private static readonly string? OwnFileSystem = ProcFile.MountNamespace(Environment.ProcessId);

    private readonly Dictionary<int, Place> places = [];
    private readonly Dictionary<(int NamespacePid, long StartTime), int> pids = [];

    /// <summary>Looks at processes that are new or have not been looked at for a while, and forgets those that are gone.</summary>
    public void Refresh()
    {
        long now = time.GetTimestamp();
        var gone = new HashSet<int>(places.Keys);
        foreach (int pid in ProcFile.Pids())
        {
            gone.Remove(pid);
            if (places.TryGetValue(pid, out Place? known) && !IsDue(known, now)) continue;
            places[pid] = Look(pid, known, now);
        }

        foreach (int pid in gone) places.Remove(pid);
        pids.Clear();
        foreach ((int pid, Place place) in places)
        {
            if (place.StartTime is { } startTime) pids[(place.NamespacePid, startTime)] = pid;
        }
    }

    /// <summary>Every directory in which there may be sockets, as seen from here, each once.</summary>
    public IEnumerable<string> Directories()
    {
        IEnumerable<string> own = [Path.GetTempPath(), "/tmp"];
        IEnumerable<string> others = places.Values.Where(place => place.FileSystem is not null)
            .SelectMany(place => place.TemporaryDirectories.Select(directory => (place.FileSystem, directory, place.Root)))
            .DistinctBy(entry => (entry.FileSystem, entry.directory))
            .Select(entry => entry.Root + entry.directory);
        return own.Concat(others).Select(directory => directory.Length > 1 ? directory.TrimEnd('/') : directory).Distinct(StringComparer.Ordinal);
    }

    /// <summary>Null if no process that can be seen from here has made it.</summary>
    public ProcessKey? ProcessOf(DiagnosticSocket socket) =>
        pids.TryGetValue((socket.Pid, socket.StartTime), out int pid) ? new ProcessKey(pid, socket.StartTime) : null;

    private static bool IsDue(Place place, long now) => place.LookedAt < now && place.Due <= now;

    private Place Look(int pid, Place? known, long now)
    {
        long? startTime = ProcFile.StartTime(pid);
        long firstSeen = known is not null && known.StartTime == startTime ? known.FirstSeen : now;
        bool isYoung = time.GetElapsedTime(firstSeen, now) < Youth;
        string? fileSystem = ProcFile.MountNamespace(pid);
        string tmp = (fileSystem is null ? null : ProcFile.Environment(pid, "TMPDIR")) ?? "/tmp";
        return new Place
        {
            StartTime = startTime,
            NamespacePid = ProcFile.NamespacePid(pid) ?? pid,
            FileSystem = fileSystem,
            Root = fileSystem == OwnFileSystem ? "" : ProcFile.Path("root", pid),
            TemporaryDirectories = tmp is "/tmp" or "/tmp/" || !tmp.StartsWith('/') ? ["/tmp"] : [tmp, "/tmp"],
            FirstSeen = firstSeen,
            LookedAt = now,
            Due = isYoung ? now : now + (long)(LookAgain.TotalSeconds * time.TimestampFrequency),
        };
    }

    /// <summary>What was seen of one process.</summary>
    private sealed record Place
    {
        public required long? StartTime { get; init; }

        public required int NamespacePid { get; init; }

        /// <summary>The mount namespace; null if it is not ours to look at.</summary>
        public required string? FileSystem { get; init; }

        /// <summary>What to put before a path of the process's own to get there from here.</summary>
        public required string Root { get; init; }

        public required IReadOnlyList<string> TemporaryDirectories { get; init; }

        public required long FirstSeen { get; init; }

        public required long LookedAt { get; init; }

        public required long Due { get; init; }
    }
}
