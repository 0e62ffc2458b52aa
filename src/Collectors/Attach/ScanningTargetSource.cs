namespace GcWatch.Collectors.Attach;

/// <summary>
/// Finds runtimes by their diagnostic sockets in TMPDIR and /tmp. Cheap enough for each second: one directory listing, and
/// one look at /proc for each socket. Remembers nothing.
/// </summary>
public static class ScanningTargetSource
{
    /// <summary>Build tools that come and go on a developer's machine: left alone unless named.</summary>
    private static readonly HashSet<string> BuildTools = new(StringComparer.OrdinalIgnoreCase)
    {
        "VBCSCompiler", "MSBuild", "dotnet", "testhost", "datacollector", "rzc", "NuGet", "gcwatch",
    };

    /// <summary>Live sockets of processes that this user may attach to; never our own.</summary>
    public static IEnumerable<DiagnosticSocket> Scan() => AllSockets().Where(socket => !TargetProbe.IsForeign(socket.Pid));

    /// <summary>True for compiler servers, MSBuild nodes, test hosts and other agents.</summary>
    public static bool IsBuildTool(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return BuildTools.Contains(target.Name);
    }

    /// <summary>Live sockets of every user's processes.</summary>
    public static IEnumerable<DiagnosticSocket> AllSockets() =>
        new[] { Path.GetTempPath(), "/tmp" }
            .Select(directory => directory.TrimEnd('/'))
            .Distinct(StringComparer.Ordinal)
            .SelectMany(DiagnosticSocket.In)
            .Where(socket => socket.Pid != Environment.ProcessId && ProcFile.StartTime(socket.Pid) == socket.StartTime);

    /// <summary>Every process that has a live socket somewhere, or has the runtime loaded without one.</summary>
    public static IEnumerable<int> Candidates() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out int pid) ? pid : 0)
            .Where(pid => pid > 0 && pid != Environment.ProcessId)
            .Where(pid => DiagnosticSocket.Of(pid) is not null || ProcFile.HasRuntimeLoaded(pid) == true)
            .Order();
}
