using GcWatch.Collectors.Attach;
using GcWatch.Exporters;

namespace GcWatch.Agent.Pipeline;

/// <summary>Waits for the end of a process, so that its series do not outlive it while nothing else would tell.</summary>
internal static class Departure
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>True if it is gone, false if it is still there after <paramref name="atMost"/> or when asked to stop.</summary>
    public static async Task<bool> WaitAsync(Sighting sighting, TimeSpan atMost, TimeProvider time, CancellationToken stop)
    {
        var intervals = new BackOff(ShortestInterval, LongestInterval);
        for (long began = time.GetTimestamp(); time.GetElapsedTime(began) < atMost && !stop.IsCancellationRequested;)
        {
            if (!TargetProbe.IsThere(sighting)) return true;
            await Task.Delay(intervals.Take(), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return !TargetProbe.IsThere(sighting);
    }
}
