using System.Globalization;
using GcWatch.Collectors.Attach;

namespace GcWatch.Collectors.Cgroups;

/// <summary>
/// How many processors a process may use at once: the smallest quota of its control group and those above it, or the processors that it may run on
/// where they are fewer. Version 2: cpu.max, "quota period" in microseconds; version 1: cpu.cfs_quota_us and cpu.cfs_period_us (kernel
/// documentation: cgroup-v2, sched-bwc; proc(5) for Cpus_allowed_list).
/// </summary>
public static class CpuAllowance
{
    /// <returns>Null where the process cannot be seen.</returns>
    public static double? Of(ProcessKey process)
    {
        if (!process.IsVisible || ProcFile.StatusLine(process.Pid, "Cpus_allowed_list:") is not { } line) return null;
        double processors = Count(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        double? quota = CgroupFolder.Of(process, "cpu") is { } folder ? SmallestQuota(folder) : null;
        return quota < processors ? quota : processors;
    }

    /// <summary>In processors; null where there is none, as far up as groups are to be seen.</summary>
    internal static double? SmallestQuota(CgroupFolder folder)
    {
        double? smallest = null;
        for (string? place = folder.Path; place is not null && place.Length >= folder.Top.Length; place = Path.GetDirectoryName(place))
        {
            if (Quota(place, folder.Version) is { } quota && !(quota >= smallest)) smallest = quota;
        }

        return smallest;
    }

    /// <summary>How many processors a list such as "0-3,7" names.</summary>
    internal static int Count(string list) => list.Trim().Split(',').Sum(span =>
        span.Split('-') is [var first, .. var rest] && Number(first) is { } from && Number(rest is [var last] ? last : first) is { } to ? (int)(to - from + 1) : 0);

    private static double? Quota(string place, CgroupVersion version)
    {
        string[] fields = version == CgroupVersion.V2
            ? Text(place, "cpu.max").Split(' ')
            : [Text(place, "cpu.cfs_quota_us"), Text(place, "cpu.cfs_period_us")];
        return fields is [var quota, var period] && Number(quota) is > 0 and var microseconds && Number(period) is > 0 and var of ? (double)microseconds / of : null;
    }

    private static string Text(string place, string file)
    {
        Span<byte> buffer = stackalloc byte[64];
        return System.Text.Encoding.ASCII.GetString(KernelText.Read(Path.Combine(place, file), buffer)).Trim();
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
