using GcWatch.Analysis.Baselines;

namespace GcWatch.Analysis.Tests.Baselines;

public sealed class HeapByLoadTests
{
    [Fact]
    public void The_share_of_the_heap_that_follows_the_load_is_read_from_the_profiles()
    {
        HeapByLoad share = Learnt(rate => 0.6 + (0.4 * rate));
        Assert.Equal(0.4, share.Share, 0.02);
        Assert.Equal(Math.Log(1.4), share.Explains(Math.Log(2), 0), 0.03);
    }

    [Fact]
    public void A_heap_without_a_rhythm_owes_nothing_to_the_load() => Assert.Equal(0, Learnt(_ => 1).Explains(Math.Log(3), 0), 0.01);

    [Fact]
    public void A_heap_that_falls_with_the_load_owes_it_nothing() => Assert.Equal(0, Learnt(rate => 1 / rate).Share);

    private static HeapByLoad Learnt(Func<double, double> heapAt)
    {
        (SignalStory heap, SignalStory rate) = (new SignalStory(BaselineSignal.LiveHeap), new SignalStory());
        long monday = HourOfWeek.Number(SignalStory.Monday);
        for (int hour = 0; hour < 4 * HourOfWeek.InWeek; hour++)
        {
            double load = 1 + (0.6 * Math.Sin(2 * Math.PI * hour / 24));
            rate.Baseline.Learn(monday + hour, rate.Hour(SignalStory.Usual * load, 0.1));
            heap.Baseline.Learn(monday + hour, heap.Hour(1e9 * heapAt(load), 0.03));
        }

        var share = new HeapByLoad();
        share.Learn(SignalStory.Monday, heap.Baseline, rate.Baseline);
        return share;
    }
}
