namespace GcWatch.Lab;

/// <summary>
/// Keeps the thread that makes it to an allocation rate, by the runtime's own count of what that thread allocated:
/// wait for a slice, then allocate while behind.
/// </summary>
internal sealed class AllocationPace(double bytesPerSecond, CancellationToken stop)
{
    private const double SlicesPerSecond = 50;

    private readonly Pacer slices = new(SlicesPerSecond, stop);
    private double dueBytes = GC.GetAllocatedBytesForCurrentThread();

    public bool IsBehind => GC.GetAllocatedBytesForCurrentThread() < dueBytes;

    /// <param name="rateFactor">How many times the usual rate this slice has.</param>
    /// <returns>False when the run was stopped.</returns>
    public bool WaitForSlice(double rateFactor = 1)
    {
        bool goesOn = slices.WaitForTurn();
        dueBytes += bytesPerSecond * rateFactor / SlicesPerSecond;
        return goesOn;
    }
}
