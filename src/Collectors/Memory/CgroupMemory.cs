using GcWatch.Analysis.Memory;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;

namespace GcWatch.Collectors.Memory;

/// <summary>
/// The memory of a control group, in the kernel's own figures. Version 1: Documentation/admin-guide/cgroup-v1/memory.rst; version 2:
/// cgroup-v2.rst. The working set is usage less inactive file pages, which the kernel gives up before it kills; so has it the kubelet.
/// Opens its files at each reading: kept open they would cost five descriptors a target.
/// </summary>
public sealed class CgroupMemory
{
    /// <summary>Version 1 has no limit as its largest number of whole pages, which depends on their size.</summary>
    private const long NoLimit = 1L << 62;

    private readonly CgroupFolder folder;
    private readonly GroupMates? mates;
    private readonly PressureFile pressure;

    /// <param name="folder">The group.</param>
    /// <param name="mates">Who else is in it; null if nobody asks.</param>
    /// <param name="machinePressure">The machine's pressure, where the group has none of its own.</param>
    internal CgroupMemory(CgroupFolder folder, GroupMates? mates, string machinePressure)
    {
        this.folder = folder;
        this.mates = mates;
        string own = Path.Combine(folder.Path, "memory.pressure");
        pressure = File.Exists(own) ? new PressureFile(own, PressureScope.Cgroup) : new PressureFile(machinePressure, PressureScope.Machine);
    }

    /// <summary>The group of a process; null where it is not to be seen, or it is the root, which is the whole machine.</summary>
    public static CgroupMemory? Of(ProcessKey process) => Create(CgroupFolder.Of(process, "memory"), new GroupMates(process.Pid));

    /// <summary>The agent's own.</summary>
    public static CgroupMemory? OfSelf() => Create(CgroupFolder.OfSelf("memory"), null);

    /// <returns>Null where the group is gone, or has no memory controller.</returns>
    public MemoryReading? Read()
    {
        Span<byte> buffer = stackalloc byte[KernelText.Longest];
        bool isVersion2 = folder.Version == CgroupVersion.V2;
        if (KernelText.Number(Text(isVersion2 ? "memory.current" : "memory.usage_in_bytes", buffer)) is not { } usage) return null;
        ReadOnlySpan<byte> stat = Text("memory.stat", buffer);
        if (KernelText.Figure(stat, isVersion2 ? "inactive_file"u8 : "total_inactive_file"u8) is not { } inactive) return null;
        long? limit = isVersion2 ? SmallestLimit() : KernelText.Figure(stat, "hierarchical_memory_limit"u8);
        return new MemoryReading(MemorySource.Cgroup, Math.Max(0, usage - inactive))
        {
            LimitBytes = limit < NoLimit ? limit : null,
            OutOfMemoryKills = KernelText.Figure(Text(isVersion2 ? "memory.events" : "memory.oom_control", buffer), "oom_kill"u8),
            Pressure = pressure.Read(),
            IsShared = mates?.AreStrangers(Text("cgroup.procs", buffer)) ?? false,
        };
    }

    /// <summary>Only the root of a hierarchy of version 1 has a release_agent; that of version 2 has no figures.</summary>
    private static CgroupMemory? Create(CgroupFolder? folder, GroupMates? mates) =>
        folder is null || File.Exists(Path.Combine(folder.Path, "release_agent")) ? null : new CgroupMemory(folder, mates, "/proc/pressure/memory");

    /// <summary>A group can have no more than those above it, as far up as they are to be seen.</summary>
    private long? SmallestLimit()
    {
        Span<byte> buffer = stackalloc byte[32];
        long? smallest = null;
        for (string? place = folder.Path; place is not null && place.Length >= folder.Top.Length; place = Path.GetDirectoryName(place))
        {
            if (KernelText.Number(KernelText.Read(Path.Combine(place, "memory.max"), buffer)) is { } limit && !(limit >= smallest)) smallest = limit;
        }

        return smallest;
    }

    private ReadOnlySpan<byte> Text(string file, Span<byte> buffer) => KernelText.Read(Path.Combine(folder.Path, file), buffer);
}
