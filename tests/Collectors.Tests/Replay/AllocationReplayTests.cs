using GcWatch.Analysis.Gc;

namespace GcWatch.Collectors.Tests.Replay;

public sealed class AllocationReplayTests
{
    [Theory]
    [InlineData("net8-workstation.nettrace", AllocationSource.EventCounter)]
    [InlineData("net8-trickle.nettrace", AllocationSource.EventCounter)]
    [InlineData("net9-workstation.nettrace", AllocationSource.Counter)]
    [InlineData("net10-server.nettrace", AllocationSource.Counter)]
    public void The_best_source_that_the_runtime_offers_is_used(string trace, AllocationSource source)
    {
        AllocationReading reading = Traces.Read(trace).Totals.Allocated;
        Assert.Equal(source, reading.Source);
        Assert.True(reading.TotalBytes > 0);
    }

    [Fact]
    public void A_process_that_allocates_and_never_collects_has_a_rate()
    {
        GcEvent.AllocatedIncrement[] increments = [.. Traces.Read("net8-trickle.nettrace").Events.OfType<GcEvent.AllocatedIncrement>()];
        Assert.True(increments.Length >= 3);
        double seconds = (increments[^1].At - increments[0].At).TotalSeconds;
        double rate = increments.Skip(1).Sum(increment => increment.Bytes) / seconds;
        Assert.InRange(rate, 190_000, 320_000);
    }
}
