using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Analysis.Tests.HeapTypes;

/// <summary>What is said before a heap is walked.</summary>
public sealed class WalkForecastTests
{
    private const long Megabyte = 1_000_000;

    [Fact]
    public void A_gigabyte_may_take_five_seconds_and_a_buffer_for_the_smallest_objects()
    {
        var forecast = new WalkForecast(1_000 * Megabyte);

        Assert.Equal(TimeSpan.FromSeconds(5), forecast.LongestPause);
        Assert.InRange(forecast.BufferMegabytes(roomBytes: null) * (double)Megabyte, 45.0 / 24 * forecast.HeapBytes, 2.0 * forecast.HeapBytes);
    }

    [Fact]
    public void The_buffer_never_takes_all_the_room_that_the_process_has()
    {
        var forecast = new WalkForecast(1_000 * Megabyte);

        Assert.Equal(80, forecast.BufferMegabytes(100 * Megabyte));
        Assert.Equal(1, forecast.BufferMegabytes(0));
        Assert.Equal(forecast.BufferMegabytes(null), forecast.BufferMegabytes(long.MaxValue / 4));
    }
}
