using GcWatch.Analysis.Memory;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Cgroups;
using GcWatch.Collectors.Memory;

namespace GcWatch.Collectors.Tests.Memory;

/// <summary>
/// Files as the kernel writes them: Documentation/admin-guide/cgroup-v2.rst, cgroup-v1/memory.rst, accounting/psi.rst.
/// </summary>
public sealed class CgroupMemoryTests : IDisposable
{
    private const string Pressure = """
        some avg10=1.25 avg60=0.40 avg300=0.10 total=33075
        full avg10=0.50 avg60=0.20 avg300=0.05 total=15172

        """;

    private readonly CgroupTree unified = new CgroupTree(CgroupVersion.V2)
        .With("pod/app/memory.current", "412000000\n")
        .With("pod/app/memory.stat", "anon 300000000\nfile 100000000\nactive_anon 9\ninactive_file 12000000\nactive_file 5\nworkingset_refault_file 7\n")
        .With("pod/app/memory.max", "536870912\n")
        .With("pod/app/memory.events", "low 0\nhigh 4\nmax 17\noom 3\noom_kill 2\noom_group_kill 0\n")
        .With("pod/app/memory.pressure", Pressure)
        .With("machine.pressure", "some avg10=99.00 avg60=0.00 avg300=0.00 total=1\n");

    private readonly CgroupTree version1 = new CgroupTree(CgroupVersion.V1)
        .With("pod/app/memory.usage_in_bytes", "412000000\n")
        .With("pod/app/memory.stat", "cache 8\nrss 9\ninactive_file 4096\nhierarchical_memory_limit 268435456\nhierarchical_memsw_limit 9223372036854771712\ntotal_cache 1\ntotal_inactive_file 12000000\n")
        .With("pod/app/memory.limit_in_bytes", "536870912\n")
        .With("pod/app/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n")
        .With("machine.pressure", Pressure);

    public void Dispose()
    {
        unified.Dispose();
        version1.Dispose();
    }

    [Fact]
    public void Version_2_is_read() => Assert.Equal(
        new MemoryReading(MemorySource.Cgroup, 400_000_000)
        {
            LimitBytes = 536_870_912, OutOfMemoryKills = 2, Pressure = new MemoryPressure(0.0125, 0.005, PressureScope.Cgroup),
        },
        unified.Read());

    /// <summary>The limit is the kernel's own word for the smallest on the way up; the pressure is the machine's.</summary>
    [Fact]
    public void Version_1_is_read() => Assert.Equal(
        new MemoryReading(MemorySource.Cgroup, 400_000_000)
        {
            LimitBytes = 268_435_456, OutOfMemoryKills = 2, Pressure = new MemoryPressure(0.0125, 0.005, PressureScope.Machine),
        },
        version1.Read());

    [Theory]
    [InlineData("max", "300000000", 300_000_000L)]
    [InlineData("200000000", "300000000", 200_000_000L)]
    [InlineData("300000000", "200000000", 200_000_000L)]
    [InlineData("300000000", "max", 300_000_000L)]
    [InlineData("0", "max", 0L)]
    [InlineData("max", "max", null)]
    public void The_smallest_limit_on_the_way_up_holds(string own, string above, long? limit) =>
        Assert.Equal(limit, unified.With("pod/app/memory.max", own + "\n").With("pod/memory.max", above + "\n").Read()?.LimitBytes);

    [Theory]
    [InlineData("9223372036854771712")]
    [InlineData("9223372036854710272")]
    public void The_largest_number_of_pages_is_no_limit(string none) =>
        Assert.Null(version1.With("pod/app/memory.stat", $"hierarchical_memory_limit {none}\ntotal_inactive_file 0\n").Read()?.LimitBytes);

    /// <summary>The kernel counts the two at different moments.</summary>
    [Fact]
    public void More_inactive_pages_than_are_in_use_make_a_working_set_of_nothing() =>
        Assert.Equal(0, unified.With("pod/app/memory.current", "11000000\n").Read()?.WorkingSetBytes);

    [Fact]
    public void Only_a_whole_key_counts() => Assert.Equal(
        412_000_000 - 7, unified.With("pod/app/memory.stat", "inactive_file_more 1\nxinactive_file 2\ninactive_file 7\n").Read()?.WorkingSetBytes);

    [Theory]
    [InlineData("pod/app/memory.current")]
    [InlineData("pod/app/memory.stat")]
    public void A_group_without_its_figures_has_no_reading(string file) => Assert.Null(unified.Without(file).Read());

    [Fact]
    public void What_an_older_kernel_does_not_have_is_not_known()
    {
        MemoryReading? reading = unified.Without("pod/app/memory.events").Without("pod/app/memory.max").Without("pod/app/memory.pressure").Without("machine.pressure").Read();

        Assert.Equal(new MemoryReading(MemorySource.Cgroup, 400_000_000), reading);
        Assert.Null(version1.With("pod/app/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\n").Read()?.OutOfMemoryKills);
    }

    [Fact]
    public void Pressure_that_is_never_full_is_none_that_is() => Assert.Equal(
        new MemoryPressure(0.01, 0, PressureScope.Cgroup), unified.With("pod/app/memory.pressure", "some avg10=1.00 avg60=0.00 avg300=0.00 total=0\n").Read()?.Pressure);

    [Fact]
    public void Numbers_that_are_none_are_not_read() => Assert.Null(unified.With("pod/app/memory.current", "many\n").Read());

    [Fact]
    public void Nobody_is_a_stranger_to_itself_its_parent_or_nobody()
    {
        var mates = new GroupMates(Environment.ProcessId);
        int parent = ProcFile.ParentPid(Environment.ProcessId);

        Assert.False(mates.AreStrangers(Lines(Environment.ProcessId)));
        Assert.False(mates.AreStrangers(Lines(parent, Environment.ProcessId)));
        Assert.False(mates.AreStrangers([]));
        Assert.True(mates.AreStrangers(Lines(Environment.ProcessId, 0)));
        Assert.True(mates.AreStrangers(Lines(Environment.ProcessId, int.MaxValue)));
        Assert.True(mates.AreStrangers(Lines([.. Enumerable.Repeat(Environment.ProcessId, 17)])));
    }

    private static byte[] Lines(params int[] pids) => System.Text.Encoding.UTF8.GetBytes(string.Concat(pids.Select(pid => $"{pid}\n")));
}
