using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Capture;

/// <summary>The assemblies that a process has mapped, as paths that can be opened from here.</summary>
public static class LoadedAssemblies
{
    private const int MostAssemblies = 2_000;

    /// <summary>Empty where the process's map is not ours to read, and where everything is in a single file.</summary>
    public static IReadOnlyList<string> Of(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.Process.IsVisible || ProcFile.Read(target.Pid, "maps") is not { } maps) return [];
        string root = ProcFile.MountNamespace(target.Pid) == ProcFile.MountNamespace(Environment.ProcessId) ? "" : ProcFile.Path("root", target.Pid);
        return [.. maps.Split('\n').Select(PathIn).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostAssemblies).Select(path => root + path)];
    }

    /// <summary>A line of maps has the path as its sixth field, to the line's end.</summary>
    private static string? PathIn(string line) =>
        line.IndexOf('/', StringComparison.Ordinal) is var start and >= 0 && line.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? line[start..] : null;
}
