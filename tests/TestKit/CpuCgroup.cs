using System.Globalization;

namespace GcWatch.TestKit;

/// <summary>A processor cgroup of a test's own, of version 1 or 2, whichever this machine has.</summary>
public sealed class CpuCgroup : IDisposable
{
    private const string Version1 = "/sys/fs/cgroup/cpu";
    private const string Version2 = "/sys/fs/cgroup";
    private const int PeriodMicroseconds = 1_000_000;

    private readonly string root;
    private readonly string folder;
    private readonly bool isVersion2;

    private CpuCgroup(string root, string folder, bool isVersion2)
    {
        this.root = root;
        this.folder = folder;
        this.isVersion2 = isVersion2;
    }

    /// <summary>Makes one. Where that cannot be done the test is skipped by its name, or fails if parts are required.</summary>
    public static CpuCgroup Create()
    {
        Parts.RequireRoot();
        bool isVersion2 = !Directory.Exists(Version1);
        string root = isVersion2 ? Version2 : Version1;
        string folder = Path.Combine(root, $"gcwatch-test-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(folder);
            if (isVersion2) File.WriteAllText(Path.Combine(Version2, "cgroup.subtree_control"), "+cpu");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Parts.Missing($"no processor cgroup can be made here ({refused.Message})");
        }

        return new CpuCgroup(root, folder, isVersion2);
    }

    public void Add(int pid) => Write(folder, "cgroup.procs", pid.ToString(CultureInfo.InvariantCulture));

    /// <summary>So much processor time a second for all in here.</summary>
    public void Limit(TimeSpan quota)
    {
        string microseconds = ((long)quota.TotalMicroseconds).ToString(CultureInfo.InvariantCulture);
        if (isVersion2)
        {
            Write(folder, "cpu.max", $"{microseconds} {PeriodMicroseconds}");
            return;
        }

        Write(folder, "cpu.cfs_period_us", PeriodMicroseconds.ToString(CultureInfo.InvariantCulture));
        Write(folder, "cpu.cfs_quota_us", microseconds);
    }

    public void Lift() => Write(folder, isVersion2 ? "cpu.max" : "cpu.cfs_quota_us", isVersion2 ? "max" : "-1");

    /// <summary>Lets its processes go on outside, as they may still have to end.</summary>
    public void Dispose()
    {
        Lift();
        foreach (string pid in File.ReadAllLines(Path.Combine(folder, "cgroup.procs"))) Write(root, "cgroup.procs", pid);
        Directory.Delete(folder);
    }

    private static void Write(string folder, string file, string value) => File.WriteAllText(Path.Combine(folder, file), value);
}
