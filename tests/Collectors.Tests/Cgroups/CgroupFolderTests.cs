using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;
using GcWatch.Collectors.Diagnosis;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Cgroups;

/// <summary>What /proc/PID/cgroup and mountinfo say in the places where an agent may be: cgroups(7), cgroup_namespaces(7), proc(5).</summary>
public sealed class CgroupFolderTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void On_a_host_the_group_lies_below_the_mount() =>
        Assert.Equal("sys/kubepods.slice/pod1.slice/app.scope", Find("0::/kubepods.slice/pod1.slice/app.scope", Unified("/")));

    [Fact]
    public void In_its_own_namespace_the_mount_is_the_group() => Assert.Equal("sys", Find("0::/", Unified("/")));

    /// <summary>A shared pid namespace, and a cgroup namespace for each container: the target's group is a sibling, its own mount shows it.</summary>
    [Fact]
    public void A_siblings_group_is_seen_through_its_own_mount()
    {
        Assert.Null(Find("0::/../app.scope", Unified("/")));
        Assert.Equal("sys", Find("0::/../app.scope", Unified("/../app.scope")));
        Assert.Equal("sys/worker", Find("0::/../app.scope/worker", Unified("/../app.scope")));
    }

    [Fact]
    public void Another_group_is_never_taken_for_it()
    {
        Assert.Null(Find("0::/../app.scope", Unified("/../agent.scope")));
        Assert.Null(Find("0::/../app.scope-2", Unified("/../app.scope")));
        Assert.Null(Find("0::/app.scope/../agent.scope", Unified("/")));
        Assert.Null(Find("0::/app.scope", Unified("/app.scope/below")));
    }

    /// <summary>Version 1 without cgroup namespaces: /proc tells the path on the host, and the mount shows only a part of it.</summary>
    [Fact]
    public void In_version_1_a_container_is_mounted_by_its_path_on_the_host()
    {
        Assert.Equal("sys", Find("12:cpuset:/\n8:memory:/docker/abc\n0::/", Memory("/docker/abc")));
        Assert.Null(Find("8:memory:/docker/abc", Memory("/docker/agent")));
    }

    [Fact]
    public void A_controller_of_version_1_is_not_looked_for_in_version_2()
    {
        Assert.Null(Find("8:memory:/a\n0::/a", Unified("/")));
        Assert.Equal("sys/a", Find("7:cpu,cpuacct:/b\n8:memory:/a\n0::/b", Unified("/") + Memory("/")));
        Assert.Equal("sys/b", Find("7:cpu,cpuacct:/a\n0::/b", Unified("/") + Memory("/")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense\n1:name=systemd:/a")]
    public void Where_there_is_no_group_none_is_found(string memberships) => Assert.Null(Find(memberships, Unified("/") + Memory("/")));

    [Fact]
    public void A_process_out_of_sight_has_no_group_though_its_number_is_one_of_ours() =>
        Assert.Null(CgroupFolder.Of(new ProcessKey(Environment.ProcessId, null), "memory"));

    [Fact]
    public void An_earlier_process_of_the_same_number_has_no_group() =>
        Assert.Null(CgroupFolder.Of(new ProcessKey(Environment.ProcessId, 1), "memory"));

    /// <summary>Every folder that is named is there, so that only the rules decide.</summary>
    private string? Find(string memberships, string mounts)
    {
        foreach (string folder in new[] { "app.scope", "app.scope-2", "agent.scope", "docker/abc", "a", "b", "worker", "kubepods.slice/pod1.slice/app.scope" })
        {
            Directory.CreateDirectory(root.PathOf($"sys/{folder}"));
        }

        return CgroupMembership.Find(memberships, "memory") is { } membership
            && CgroupFolder.Find(membership, "memory", MountTable.Parse(mounts), root.FullName) is { } found
            ? Path.GetRelativePath(root.FullName, found.Path)
            : null;
    }

    private static string Unified(string group) => $"35 28 0:30 {group} /sys rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate\n";

    private static string Memory(string group) => $"41 32 0:36 {group} /sys rw,nosuid - cgroup cgroup rw,memory\n";
}
