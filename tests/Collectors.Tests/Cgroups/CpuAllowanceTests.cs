using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Cgroups;

public sealed class CpuAllowanceTests : IDisposable
{
    private readonly TemporaryFolder root = new();

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData("150000 100000", "max 100000", 1.5)]
    [InlineData("max 100000", "50000 200000", 0.25)]
    [InlineData("400000 100000", "200000 100000", 2.0)]
    [InlineData("max 100000", "max 100000", null)]
    [InlineData("nonsense", "", null)]
    public void In_version_2_the_smallest_quota_on_the_way_up_counts(string own, string above, double? expected)
    {
        Write("pod/app/cpu.max", own);
        Write("pod/cpu.max", above);
        Assert.Equal(expected, Quota(CgroupVersion.V2));
    }

    [Theory]
    [InlineData("60000", "100000", 0.6)]
    [InlineData("-1", "100000", null)]
    [InlineData("100", "0", null)]
    public void In_version_1_quota_and_period_are_files_of_their_own(string quota, string period, double? expected)
    {
        Write("pod/app/cpu.cfs_quota_us", quota);
        Write("pod/app/cpu.cfs_period_us", period);
        Assert.Equal(expected, Quota(CgroupVersion.V1));
    }

    [Fact]
    public void A_group_that_is_gone_has_no_quota() => Assert.Null(Quota(CgroupVersion.V2));

    [Theory]
    [InlineData("\t0-3,7\n", 5)]
    [InlineData("0", 1)]
    [InlineData("", 0)]
    public void A_list_of_processors_is_counted(string list, int expected) => Assert.Equal(expected, CpuAllowance.Count(list));

    [Fact]
    public void This_process_may_use_as_many_as_the_runtime_says_or_less_where_a_quota_is_rounded_up()
    {
        var self = new ProcessKey(Environment.ProcessId, ProcFile.StartTime(Environment.ProcessId));
        Assert.Equal(Environment.ProcessorCount, Math.Ceiling(CpuAllowance.Of(self) ?? 0));
    }

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(root.PathOf(file)) ?? root.FullName);
        File.WriteAllText(root.PathOf(file), text + "\n");
    }

    private double? Quota(CgroupVersion version) => CpuAllowance.SmallestQuota(new CgroupFolder(root.PathOf("pod/app"), root.FullName, version));
}
