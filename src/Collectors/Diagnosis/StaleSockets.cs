using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Diagnostic sockets that nobody serves any more: a process that is killed leaves its own behind.</summary>
internal static class StaleSockets
{
    /// <summary>More than a command line should hold.</summary>
    private const int MostNamed = 8;

    /// <summary>
    /// Each once, though its directory may be seen through several processes. One whose process cannot be seen may still be served, from
    /// another pid namespace: only a connection tells.
    /// </summary>
    public static IReadOnlyList<string> Find()
    {
        var places = new ProcessPlaces(TimeProvider.System);
        places.Refresh();
        return
        [
            .. places.Directories().SelectMany(DiagnosticSocket.In)
                .DistinctBy(socket => (socket.Pid, socket.StartTime))
                .Where(socket => places.ProcessOf(socket) is null && FoundSocket.At(socket.Path).Condition == SocketCondition.Refused)
                .Select(socket => socket.Path),
        ];
    }

    /// <summary>The command that removes them: by name where that is not too long, so that no other is removed.</summary>
    public static string Removal(IReadOnlyList<string> paths) => paths.Count <= MostNamed
        ? "rm " + string.Join(' ', paths.Select(path => $"'{path}'"))
        : $"{Sweep(paths)} (not where containers with a network of their own share the directory)";

    /// <summary>A socket that somebody serves stands in /proc/net/unix by its name, from whatever pid namespace it is.</summary>
    private static string Sweep(IReadOnlyList<string> paths) =>
        "for s in " + string.Join(' ', paths.Select(Path.GetDirectoryName).Distinct().Select(directory => $"{directory}/dotnet-diagnostic-*-socket"))
        + "; do grep -q \"${s##*/}$\" /proc/net/unix || rm \"$s\"; done";
}
