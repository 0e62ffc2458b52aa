using System.Diagnostics;

namespace GcWatch.TestKit;

/// <summary>Waits for a condition with a deadline: the only way in which these tests wait.</summary>
public static class Eventually
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Reads until a reading is as wanted, and returns that reading.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="read">Takes a reading.</param>
    /// <param name="isReached">Whether the reading is as wanted.</param>
    /// <param name="within">The deadline; 15 s if not given.</param>
    /// <exception cref="TimeoutException">The deadline has passed; the message has the last reading.</exception>
    public static async Task<T> ReadsAsync<T>(string what, Func<Task<T>> read, Func<T, bool> isReached, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(isReached);
        TimeSpan limit = within ?? Patience;
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            T reading = await read();
            if (isReached(reading)) return reading;
            if (Stopwatch.GetElapsedTime(start) > limit) throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {what}. Last reading:\n{reading}");
            await Task.Delay(Interval, TimeProvider.System);
        }
    }

    /// <summary>Waits until something holds.</summary>
    /// <exception cref="TimeoutException">The deadline has passed.</exception>
    public static Task HoldsAsync(string what, Func<bool> holds, TimeSpan? within = null) =>
        ReadsAsync(what, () => Task.FromResult(holds()), reached => reached, within);
}
