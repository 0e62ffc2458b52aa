using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Diagnosis;

namespace GcWatch.Collectors.Cgroups;

/// <summary>
/// Where the control group of a process is to be seen from here. Found by what the kernel says of both: /proc/PID/cgroup names the group,
/// mountinfo which group a mount shows, each relative to the reader's own cgroup namespace (cgroup_namespaces(7)). A group that no mount shows
/// is out of sight: the agent's own is never taken for it, though in its own namespace it may have the same name.
/// </summary>
/// <param name="Path">The group's folder.</param>
/// <param name="Top">The folder of the highest group above it that is to be seen.</param>
/// <param name="Version">1 or 2: which files are in it.</param>
public sealed record CgroupFolder(string Path, string Top, CgroupVersion Version)
{
    /// <summary>The agent's own; null where it has none, or it is not mounted.</summary>
    /// <param name="controller">As the kernel names it, such as memory.</param>
    public static CgroupFolder? OfSelf(string controller) =>
        CgroupMembership.Find(ProcFile.Read(Environment.ProcessId, "cgroup") ?? "", controller) is { } own
            ? Find(own, controller, MountTable.Of(Environment.ProcessId), "")
            : null;

    /// <summary>A process's, through the mounts of the agent or else those of the process itself; null where it cannot be seen.</summary>
    /// <param name="process">One that is not visible has a group that is not known either.</param>
    /// <param name="controller">As the kernel names it, such as memory.</param>
    public static CgroupFolder? Of(ProcessKey process, string controller)
    {
        if (!process.IsVisible || ProcFile.StartTime(process.Pid) != process.StartTime) return null;
        if (CgroupMembership.Find(ProcFile.Read(process.Pid, "cgroup") ?? "", controller) is not { } membership) return null;
        return Find(membership, controller, MountTable.Of(Environment.ProcessId), "")
            ?? Find(membership, controller, MountTable.Of(process.Pid), ProcFile.Path("root", process.Pid));
    }

    /// <summary>The folder in which a mount shows the group, and which is there.</summary>
    /// <param name="membership">The group.</param>
    /// <param name="controller">Which controller's mount, in version 1.</param>
    /// <param name="mounts">Of the agent or of the process.</param>
    /// <param name="prefix">What to put before their paths to get there from here.</param>
    internal static CgroupFolder? Find(CgroupMembership membership, string controller, MountTable mounts, string prefix) => mounts.All
        .Where(mount => membership.Version == CgroupVersion.V2 ? mount.Type == "cgroup2" : mount.Type == "cgroup" && mount.Options.Contains(controller))
        .Select(mount => Below(mount.Root, membership.Path) is { } rest
            ? new CgroupFolder(System.IO.Path.Combine(prefix + mount.Point, rest), prefix + mount.Point, membership.Version)
            : null)
        .FirstOrDefault(folder => folder is not null && Directory.Exists(folder.Path));

    /// <summary>The way from the group that is mounted down to the group; null if it does not lie below.</summary>
    private static string? Below(string root, string path)
    {
        string top = root.TrimEnd('/');
        if (path != top && !path.StartsWith(top + "/", StringComparison.Ordinal)) return null;
        string rest = path[top.Length..].Trim('/');
        return rest.Split('/').Contains("..") ? null : rest;
    }
}
