using System.Diagnostics;

namespace GcWatch.Lab;

/// <summary>
/// Gives one thread its turns at an even rate. Turns are due at fixed times from the start, so the mean rate is exact however
/// long a turn takes; a thread that falls more than a second behind forgets the turns it missed.
/// Turns closer than 2 ms are kept by yielding for the last part of a millisecond; wider ones only sleep, and cost no CPU.
/// </summary>
internal sealed class Pacer(double turnsPerSecond, CancellationToken stop)
{
    private static readonly TimeSpan LargestLag = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NarrowTurn = TimeSpan.FromMilliseconds(2);

    private readonly long start = Stopwatch.GetTimestamp();
    private readonly double turnSeconds = 1 / turnsPerSecond;
    private double dueSeconds;

    private TimeSpan UntilDue => TimeSpan.FromSeconds(dueSeconds) - Stopwatch.GetElapsedTime(start);

    /// <summary>Waits for the next turn; the first is due one interval after the start.</summary>
    /// <returns>False when the run was stopped.</returns>
    public bool WaitForTurn()
    {
        dueSeconds += turnSeconds;
        TimeSpan wait = UntilDue;
        if (wait < -LargestLag)
        {
            dueSeconds -= wait.TotalSeconds;
        }
        else if (turnSeconds < NarrowTurn.TotalSeconds)
        {
            SleepThenYield(wait);
        }
        else if (wait > TimeSpan.Zero)
        {
            stop.WaitHandle.WaitOne((int)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue));
        }

        return !stop.IsCancellationRequested;
    }

    private void SleepThenYield(TimeSpan wait)
    {
        if (wait.TotalMilliseconds >= 1)
        {
            stop.WaitHandle.WaitOne((int)wait.TotalMilliseconds);
        }

        SpinWait spin = default;
        while (UntilDue > TimeSpan.Zero && !stop.IsCancellationRequested)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }
}
