using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class HeapOverTriggerTests
{
    private readonly HeapOverTrigger rule = new();

    [Fact]
    public void The_fifth_sample_in_a_row_fires() => Assert.Equal([false, false, false, false, true, true], Samples(6, 181, 9));

    [Theory]
    [InlineData(180, 9)]
    [InlineData(181, 8)]
    [InlineData(double.NaN, 9)]
    public void At_a_limit_or_without_a_heap_it_does_not(double heap, double collections) => Assert.DoesNotContain(true, Samples(10, heap, collections));

    [Fact]
    public void Without_a_baseline_it_does_not() => Assert.False(Enumerable.Range(0, 9).Select(_ => rule.Advance(1e9, double.NaN, 99)).Last());

    [Fact]
    public void One_sample_below_ends_the_row()
    {
        _ = Samples(4, 181, 9);
        Assert.Equal([false], Samples(1, 100, 9));
        Assert.Equal([false, false, false, false, true], Samples(5, 181, 9));
    }

    private bool[] Samples(int count, double heap, double collections) => [.. Enumerable.Range(0, count).Select(_ => rule.Advance(heap, 100, collections))];
}
