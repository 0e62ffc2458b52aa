using System.Globalization;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;

namespace GcWatch.Agent;

/// <summary>
/// For how long a cgroup was stopped because its processor quota was used up: cpu.stat's throttled_usec (version 2), or
/// throttled_time in nanoseconds (version 1, controller cpu). Kernel documentation: cgroup-v2, sched-bwc.
/// </summary>
/// <param name="folder">The group's folder; null where it is out of sight.</param>
internal sealed class CpuThrottling(string? folder)
{
    /// <summary>The agent's own.</summary>
    public static CpuThrottling OfSelf() => new(CgroupFolder.OfSelf("cpu")?.Path);

    /// <summary>A process's; nothing where it cannot be seen.</summary>
    public static CpuThrottling Of(ProcessKey process) => new(CgroupFolder.Of(process, "cpu")?.Path);

    /// <returns>Null where no cgroup says.</returns>
    public TimeSpan? Read() =>
        folder is null ? null : ProcText.Lines(Path.Combine(folder, "cpu.stat")).Select(Throttled).FirstOrDefault(time => time is not null);

    private static TimeSpan? Throttled(string line) => line.Split(' ') switch
    {
        ["throttled_usec", var number] when Parse(number) is { } microseconds => TimeSpan.FromMicroseconds(microseconds),
        ["throttled_time", var number] when Parse(number) is { } nanoseconds => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick),
        _ => null,
    };

    private static long? Parse(string number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;
}
