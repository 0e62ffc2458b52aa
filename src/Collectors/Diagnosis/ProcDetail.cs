using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Diagnosis;

/// <summary>What /proc says beside <see cref="ProcFile"/>, for the examination only. Null or empty where the process is gone or not ours to look at.</summary>
internal static class ProcDetail
{
    private static readonly char[] Blanks = [' ', '\t', '\n'];

    /// <summary>Those of the named variables that are set, as they were when the process began. No other is kept: they may be secrets.</summary>
    public static IReadOnlyDictionary<string, string>? Variables(int pid, IReadOnlyCollection<string> names)
    {
        if (ProcFile.Read(pid, "environ") is not { } block) return null;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] pair in block.Split('\0').Select(entry => entry.Split('=', 2)))
        {
            if (pair.Length == 2 && names.Contains(pair[0])) variables.TryAdd(pair[0], pair[1]);
        }

        return variables;
    }

    /// <summary>The process that this is a thread of: the id itself unless it is a thread's.</summary>
    public static int? ThreadGroup(int pid) => FirstNumber(pid, "Tgid:");

    /// <summary>The process that traces this one, such as a debugger; 0 for none.</summary>
    public static int? Tracer(int pid) => FirstNumber(pid, "TracerPid:");

    /// <summary>The effective group.</summary>
    public static int? Gid(int pid) => Numbers(Value(pid, "Gid:")).Select(number => (int?)number).ElementAtOrDefault(1);

    /// <summary>The further groups.</summary>
    public static IReadOnlyList<int> Groups(int pid) => Numbers(Value(pid, "Groups:"));

    /// <summary>A set of capabilities, such as CapEff: a bit each (capabilities(7)).</summary>
    public static ulong Capabilities(int pid, string set) =>
        ulong.TryParse(Value(pid, set + ":"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong bits) ? bits : 0;

    /// <summary>The names of its threads, which everybody may read.</summary>
    public static IReadOnlyList<string> ThreadNames(int pid) => [.. Threads(pid).Select(ProcFile.Name).OfType<string>()];

    /// <summary>What its threads do, each by the kernel's letter.</summary>
    public static IReadOnlyList<char> ThreadStates(int pid) => [.. Threads(pid).Select(ProcFile.State).OfType<char>()];

    /// <summary>The processes that it has started and that have not been waited for.</summary>
    public static IReadOnlyList<int> Children(int pid) => Numbers(ProcFile.Read(pid, string.Create(CultureInfo.InvariantCulture, $"task/{pid}/children")));

    /// <summary>True if the process holds a listening socket that was bound to this path, whether or not its file is still there.</summary>
    public static bool ListensAt(int pid, string path) => ProcFile.Read(pid, "net/unix")?.Contains(" " + path + "\n", StringComparison.Ordinal) == true;

    /// <summary>A thread has a folder in /proc as a process has, which a listing does not show.</summary>
    private static int[] Threads(int pid)
    {
        try
        {
            return Numbers(string.Join(' ', Directory.GetDirectories(ProcFile.Path("task", pid)).Select(Path.GetFileName)));
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static int? FirstNumber(int pid, string key) => Numbers(Value(pid, key)).Select(number => (int?)number).FirstOrDefault();

    private static string? Value(int pid, string key) => ProcFile.StatusLine(pid, key)?[key.Length..].Trim();

    private static int[] Numbers(string? text) =>
    [
        .. (text ?? "").Split(Blanks, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out int number) ? number : (int?)null)
            .OfType<int>(),
    ];
}
