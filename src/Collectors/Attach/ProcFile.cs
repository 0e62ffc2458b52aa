using System.Globalization;
using System.IO.Enumeration;

namespace GcWatch.Collectors.Attach;

/// <summary>What /proc says of one process. Everything is null where the process is gone or not ours to look at.</summary>
internal static class ProcFile
{
    /// <summary>USER_HZ, in which the kernel tells times to programs: 100 on every architecture that .NET runs on (proc(5)).</summary>
    private const int TicksPerSecond = 100;

    public static bool Exists(int pid) => Directory.Exists(Path("", pid));

    /// <summary>All processes that are to be seen here. Makes no garbage: it is asked for twice a second.</summary>
    public static IEnumerable<int> Pids() => new FileSystemEnumerable<int>("/proc", (ref FileSystemEntry entry) => int.Parse(entry.FileName, CultureInfo.InvariantCulture))
    {
        ShouldIncludePredicate = (ref FileSystemEntry entry) => char.IsAsciiDigit(entry.FileName[0]),
    };

    /// <summary>
    /// Start time in clock ticks since boot: field 22 of stat, the second number in a diagnostic socket's name. Null as well for a process
    /// that has ended and waits for its parent.
    /// </summary>
    public static long? StartTime(int pid)
    {
        string[] fields = StatFields(pid);
        return fields.Length > 19 && fields[0] is not ("Z" or "X") && long.TryParse(fields[19], CultureInfo.InvariantCulture, out long ticks) ? ticks : null;
    }

    /// <summary>For how long the process has been there; null where it is gone, or not to be seen.</summary>
    public static TimeSpan? Age(ProcessKey process)
    {
        if (process.StartTime is not { } started || Read("/proc/uptime") is not { } uptime) return null;
        TimeSpan sinceBoot = TimeSpan.FromSeconds(double.Parse(uptime.Split(' ')[0], CultureInfo.InvariantCulture));
        TimeSpan age = sinceBoot - TimeSpan.FromSeconds((double)started / TicksPerSecond);
        return age > TimeSpan.Zero ? age : TimeSpan.Zero;
    }

    /// <summary>The process that it is a child of; 0 where that is not to be seen here.</summary>
    public static int ParentPid(int pid) => StatFields(pid) is [_, var parent, ..] && int.TryParse(parent, CultureInfo.InvariantCulture, out int number) ? number : 0;

    /// <summary>The process's own id in its innermost pid namespace: the last of NSpid.</summary>
    public static int? NamespacePid(int pid) => LastNumber(StatusLine(pid, "NSpid:"));

    /// <summary>The name of its mount namespace; null if it is not ours to look at.</summary>
    public static string? MountNamespace(int pid)
    {
        try
        {
            return new FileInfo(Path("ns/mnt", pid)).LinkTarget;
        }
        catch (Exception hidden) when (hidden is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The kernel's letter for what the process does: R, S, D, T (stopped), t (traced), Z…; null if it is gone.</summary>
    public static char? State(int pid) => Read(pid, "stat") is { } stat && stat.LastIndexOf(')') is var name and > 0 && stat.Length > name + 2 ? stat[name + 2] : null;

    /// <summary>The command line, its arguments apart; empty for a thread of the kernel or where it is not ours to read.</summary>
    public static IReadOnlyList<string> CommandLine(int pid) => Read(pid, "cmdline")?.TrimEnd('\0').Split('\0') ?? [];

    /// <summary>The effective user id.</summary>
    public static int? EffectiveUid(int pid)
    {
        string[]? numbers = StatusLine(pid, "Uid:")?.Split('\t', StringSplitOptions.RemoveEmptyEntries);
        return numbers is { Length: > 1 } && int.TryParse(numbers[1], CultureInfo.InvariantCulture, out int uid) ? uid : null;
    }

    /// <summary>The kernel's name of the process, at most 15 characters.</summary>
    public static string? Name(int pid) => Read(pid, "comm")?.Trim();

    /// <summary>True if the process has loaded the runtime; null if its memory map is not ours to read.</summary>
    public static bool? HasRuntimeLoaded(int pid) => Read(pid, "maps")?.Contains("libcoreclr.so", StringComparison.Ordinal);

    /// <summary>One environment variable as it was when the process began.</summary>
    public static string? Environment(int pid, string name) => Read(pid, "environ")?
        .Split('\0').FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    public static string Path(string file, int pid) => string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{file}");

    /// <summary>The line of status that begins so.</summary>
    public static string? StatusLine(int pid, string key) =>
        Read(pid, "status")?.Split('\n').FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal));

    /// <summary>A file of the process's folder.</summary>
    public static string? Read(int pid, string file) => Read(Path(file, pid));

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The fields of stat from the third on: the name, field 2, is in brackets and may hold anything, so they are counted from its end.</summary>
    private static string[] StatFields(int pid) => Read(pid, "stat") is { } stat && stat.LastIndexOf(')') is var name and > 0 && stat.Length > name + 2 ? stat[(name + 2)..].Split(' ') : [];

    private static int? LastNumber(string? line) =>
        int.TryParse(line?.Split('\t', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture, out int number) ? number : null;
}
