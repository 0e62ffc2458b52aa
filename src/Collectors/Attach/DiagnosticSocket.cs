using System.Globalization;

namespace GcWatch.Collectors.Attach;

/// <summary>A runtime's diagnostic socket: <c>dotnet-diagnostic-{pid}-{start time}-socket</c>.</summary>
/// <param name="Path">Where it can be connected to from here.</param>
/// <param name="Pid">The process id in the target's own pid namespace.</param>
/// <param name="StartTime">The process's start time in clock ticks since boot: tells a live socket from a stale one.</param>
public readonly record struct DiagnosticSocket(string Path, int Pid, long StartTime)
{
    private const string Pattern = "dotnet-diagnostic-*-*-socket";

    /// <summary>All sockets in a directory, the newest process last; empty if it is not there or not ours to read.</summary>
    public static IReadOnlyList<DiagnosticSocket> In(string directory)
    {
        try
        {
            return [.. Directory.EnumerateFiles(directory, Pattern).Select(Parse).OfType<DiagnosticSocket>().OrderBy(socket => socket.StartTime)];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>
    /// The socket of one process, wherever it is: in the target's own TMPDIR or /tmp, and seen through /proc/{pid}/root where the
    /// target has a file system of its own. Null if there is none.
    /// </summary>
    public static DiagnosticSocket? Of(int pid)
    {
        int namespacePid = ProcFile.NamespacePid(pid) ?? pid;
        long? startTime = ProcFile.StartTime(pid);
        string[] directories = [ProcFile.Environment(pid, "TMPDIR") ?? "/tmp", "/tmp", System.IO.Path.GetTempPath()];
        foreach (string root in new[] { ProcFile.Path("root", pid), "" })
        {
            foreach (string directory in directories.Distinct(StringComparer.Ordinal))
            {
                DiagnosticSocket found = In(root + directory).LastOrDefault(socket => socket.Pid == namespacePid && socket.StartTime == startTime);
                if (found.Path is not null) return found;
            }
        }

        return null;
    }

    private static DiagnosticSocket? Parse(string path)
    {
        string[] parts = System.IO.Path.GetFileName(path).Split('-');
        return parts.Length == 5
            && int.TryParse(parts[2], CultureInfo.InvariantCulture, out int pid)
            && long.TryParse(parts[3], CultureInfo.InvariantCulture, out long startTime)
            ? new DiagnosticSocket(path, pid, startTime)
            : null;
    }
}
