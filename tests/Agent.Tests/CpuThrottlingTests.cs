using GcWatch.TestKit;

namespace GcWatch.Agent.Tests;

public sealed class CpuThrottlingTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Fact]
    public void Version_2_counts_microseconds()
    {
        Write("kubepods/pod1/cpu.stat", "usage_usec 10\nnr_throttled 2\nthrottled_usec 1500000\n");
        Assert.Equal(TimeSpan.FromSeconds(1.5), Read("0::/kubepods/pod1"));
    }

    [Fact]
    public void Version_1_counts_nanoseconds()
    {
        Write("cpu,cpuacct/docker/abc/cpu.stat", "nr_periods 9\nnr_throttled 2\nthrottled_time 2500000000\n");
        Assert.Equal(TimeSpan.FromSeconds(2.5), Read("5:memory:/docker/abc", "4:cpu,cpuacct:/docker/abc", "0::/"));
    }

    [Fact]
    public void In_a_container_the_mount_is_the_group()
    {
        Write("cpu.stat", "throttled_usec 7\n");
        Assert.Equal(TimeSpan.FromMicroseconds(7), Read("0::/../../some/where/else"));
    }

    [Fact]
    public void Where_no_group_says_nothing_is_known()
    {
        Write("cpu.stat", "usage_usec 10\n");
        Assert.Null(Read("0::/"));
        Assert.Null(Read("0::/", "no membership"));
        Assert.Null(new CpuThrottling([], root.FullName).Read());
    }

    private TimeSpan? Read(params string[] memberships) => new CpuThrottling(memberships, root.FullName).Read();

    private void Write(string file, string text)
    {
        string path = root.PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
