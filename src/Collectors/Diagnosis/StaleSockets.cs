using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>Diagnostic sockets that nobody serves any more: a process that is killed leaves its own behind.</summary>
internal static class StaleSockets
{
    /// <summary>More than a command line should hold.</summary>
    private const int MostNamed = 8;

    /// <summary>A socket whose process cannot be seen may still be served, from another pid namespace: only a connection tells.</summary>
    public static IReadOnlyList<string> Find()
    {
        var places = new ProcessPlaces(TimeProvider.System);
        places.Refresh();
        return
        [
            .. places.Directories().SelectMany(DiagnosticSocket.In)
                .Where(socket => places.ProcessOf(socket) is null && FoundSocket.At(socket.Path).Condition == SocketCondition.Refused)
                .Select(socket => socket.Path),
        ];
    }

    /// <summary>The command that removes them.</summary>
    public static string Removal(IReadOnlyList<string> paths)
    {
        string command = "rm " + string.Join(' ', paths.Take(MostNamed).Select(path => $"'{path}'"));
        return paths.Count > MostNamed ? $"{command}, and run this again for the other {paths.Count - MostNamed}" : command;
    }
}
