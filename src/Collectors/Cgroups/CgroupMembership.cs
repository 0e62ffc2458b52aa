namespace GcWatch.Collectors.Cgroups;

/// <summary>Which version of the kernel's control groups.</summary>
public enum CgroupVersion
{
    /// <summary>A hierarchy for each controller (Documentation/admin-guide/cgroup-v1).</summary>
    V1,

    /// <summary>One hierarchy for all (Documentation/admin-guide/cgroup-v2.rst).</summary>
    V2,
}

/// <summary>The group that a process is in.</summary>
/// <param name="Version">In which kind of hierarchy.</param>
/// <param name="Path">Its path there, relative to the reader's cgroup namespace: "/../x" is a sibling of the reader's own.</param>
internal readonly record struct CgroupMembership(CgroupVersion Version, string Path)
{
    /// <summary>
    /// Reads /proc/PID/cgroup (cgroups(7)): lines "id:controllers:path", with "0::path" for version 2. A controller that version 1 has is not in version 2.
    /// </summary>
    public static CgroupMembership? Find(string text, string controller)
    {
        CgroupMembership? unified = null;
        foreach (string line in text.Split('\n'))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length < 3) continue;
            if (parts[1].Split(',').Contains(controller)) return new CgroupMembership(CgroupVersion.V1, parts[2]);
            if (parts[0] == "0" && parts[1].Length == 0) unified = new CgroupMembership(CgroupVersion.V2, parts[2]);
        }

        return unified;
    }
}
