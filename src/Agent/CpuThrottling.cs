using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Agent;

/// <summary>
/// For how long a cgroup was stopped because its processor quota was used up: cpu.stat's throttled_usec (version 2), or
/// throttled_time in nanoseconds (version 1, controller cpu). Kernel documentation: cgroup-v2, sched-bwc.
/// </summary>
/// <param name="memberships">The lines of /proc/PID/cgroup, "id:controllers:path".</param>
/// <param name="root">Where cgroups are mounted.</param>
internal sealed class CpuThrottling(IEnumerable<string> memberships, string root)
{
    private readonly string? file = Candidates(memberships, root).FirstOrDefault(File.Exists);

    /// <summary>The agent's own.</summary>
    public static CpuThrottling OfSelf() => new(ProcText.Lines("/proc/self/cgroup"), "/sys/fs/cgroup");

    /// <summary>A process's; nothing where it cannot be seen.</summary>
    public static CpuThrottling Of(ProcessKey process) =>
        new(process.IsVisible ? ProcText.Lines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/cgroup")) : [], "/sys/fs/cgroup");

    /// <returns>Null where no cgroup says.</returns>
    public TimeSpan? Read() => file is null ? null : ProcText.Lines(file).Select(Throttled).FirstOrDefault(time => time is not null);

    private static TimeSpan? Throttled(string line) => line.Split(' ') switch
    {
        ["throttled_usec", var number] when Parse(number) is { } microseconds => TimeSpan.FromMicroseconds(microseconds),
        ["throttled_time", var number] when Parse(number) is { } nanoseconds => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick),
        _ => null,
    };

    private static long? Parse(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>
    /// In a container the path is either hidden or one that is mounted elsewhere: then the root of the mount is the container's own group.
    /// </summary>
    private static IEnumerable<string> Candidates(IEnumerable<string> memberships, string root)
    {
        foreach (string[] parts in memberships.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3))
        {
            string path = parts[2].TrimStart('/');
            if (parts[1].Length == 0) foreach (string place in new[] { path, "" }) yield return Path.Combine(root, place, "cpu.stat");
            if (!parts[1].Split(',').Contains("cpu")) continue;
            foreach (string mount in new[] { parts[1], "cpu" })
            {
                foreach (string place in new[] { path, "" }) yield return Path.Combine(root, mount, place, "cpu.stat");
            }
        }
    }
}
