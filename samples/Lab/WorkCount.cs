using System.Diagnostics;

namespace GcWatch.Lab;

/// <summary>The time and the allocated bytes of all threads between two moments of one process.</summary>
internal sealed class WorkCount
{
    private readonly long beganAt = Stopwatch.GetTimestamp();
    private readonly long allocatedBefore;
    private TimeSpan? elapsed;
    private long allocated;

    private WorkCount(long allocatedBefore) => this.allocatedBefore = allocatedBefore;

    /// <remarks>Not precise, so that no thread is stopped: up to 8 KB of a thread's may count as allocated before.</remarks>
    public static WorkCount Begin() => new(GC.GetTotalAllocatedBytes(precise: false));

    public void End()
    {
        if (elapsed is not null) return;
        elapsed = Stopwatch.GetElapsedTime(beganAt);
        allocated = GC.GetTotalAllocatedBytes(precise: false) - allocatedBefore;
    }

    /// <returns>0 where nothing was done.</returns>
    public double PerSecond(long operations) => elapsed is { Ticks: > 0 } time ? operations / time.TotalSeconds : 0;

    /// <returns>0 where nothing was done.</returns>
    public double BytesPer(long operations) => operations > 0 ? (double)allocated / operations : 0;
}
