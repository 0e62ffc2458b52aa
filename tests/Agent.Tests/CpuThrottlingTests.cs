using GcWatch.TestKit;

namespace GcWatch.Agent.Tests;

public sealed class CpuThrottlingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Version_2_counts_microseconds()
    {
        Write("usage_usec 10\nnr_throttled 2\nthrottled_usec 1500000\n");
        Assert.Equal(TimeSpan.FromSeconds(1.5), Read());
    }

    [Fact]
    public void Version_1_counts_nanoseconds()
    {
        Write("nr_periods 9\nnr_throttled 2\nthrottled_time 2500000000\n");
        Assert.Equal(TimeSpan.FromSeconds(2.5), Read());
    }

    [Fact]
    public void Where_no_group_says_nothing_is_known()
    {
        Assert.Null(Read());
        Write("usage_usec 10\n");
        Assert.Null(Read());
        Assert.Null(new CpuThrottling(null).Read());
    }

    private TimeSpan? Read() => new CpuThrottling(folder.FullName).Read();

    private void Write(string text) => File.WriteAllText(folder.PathOf("cpu.stat"), text);
}
