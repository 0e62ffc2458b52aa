using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>
/// A memory cgroup of a test's own, of version 1 or 2, whichever this machine has: its limit is the kernel's, and so is what happens above it.
/// </summary>
public sealed class MemoryCgroup : IDisposable
{
    private const string Version1 = "/sys/fs/cgroup/memory";
    private const string Version2 = "/sys/fs/cgroup";

    private readonly string folder;
    private readonly bool isVersion2;

    private MemoryCgroup(string folder, bool isVersion2)
    {
        this.folder = folder;
        this.isVersion2 = isVersion2;
        Prefix = ["sh", "-c", "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"", folder];
    }

    /// <summary>What to put before a command to have it run in here.</summary>
    public IReadOnlyList<string> Prefix { get; }

    /// <summary>How often the kernel has killed a process in here for its memory.</summary>
    public long Kills => Figure(isVersion2 ? "memory.events" : "memory.oom_control", "oom_kill");

    /// <summary>The limit that the kernel keeps to: that of whole pages.</summary>
    public long LimitBytes => Number(isVersion2 ? "memory.max" : "memory.limit_in_bytes");

    /// <summary>What is in use less inactive file pages, as the kernel has it now.</summary>
    public long WorkingSetBytes => isVersion2
        ? Number("memory.current") - Figure("memory.stat", "inactive_file")
        : Number("memory.usage_in_bytes") - Figure("memory.stat", "total_inactive_file");

    /// <summary>A command in here that takes memory until the kernel kills it, before any other in here.</summary>
    public IReadOnlyList<string> Hog => [.. Prefix, "sh", "-c", "echo 1000 > /proc/self/oom_score_adj && exec tail /dev/zero"];

    /// <summary>Makes one with a limit. Where that cannot be done the test is skipped by its name, or fails if parts are required.</summary>
    public static MemoryCgroup Create(long limitBytes)
    {
        Parts.RequireRoot();
        bool isVersion2 = !Directory.Exists(Version1);
        string folder = Path.Combine(isVersion2 ? Version2 : Version1, $"gcwatch-test-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            if (isVersion2) Write(Version2, "cgroup.subtree_control", "+memory");
            Write(folder, isVersion2 ? "memory.max" : "memory.limit_in_bytes", limitBytes.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Parts.Missing($"no memory cgroup can be made here ({refused.Message})");
        }

        return new MemoryCgroup(folder, isVersion2);
    }

    /// <summary>Its processes have been ended; the kernel may take a moment to bury them, those in a namespace of their own a longer one.</summary>
    public void Dispose()
    {
        if (!SpinWait.SpinUntil(TryDelete, TimeSpan.FromSeconds(15))) Directory.Delete(folder);
    }

    private bool TryDelete()
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private long Number(string file) => long.Parse(File.ReadAllText(Path.Combine(folder, file)), CultureInfo.InvariantCulture);

    private long Figure(string file, string key) => long.Parse(
        File.ReadLines(Path.Combine(folder, file)).First(line => line.StartsWith(key + " ", StringComparison.Ordinal)).Split(' ')[1],
        CultureInfo.InvariantCulture);

    private static void Write(string folder, string file, string value) => File.WriteAllText(Path.Combine(folder, file), value);
}
