namespace GcWatch.Exporters.Delivery;

/// <summary>How much is kept and how long is waited.</summary>
/// <param name="Waiting">The most items that wait; further ones are dropped and counted.</param>
/// <param name="Batch">The most that are delivered at once.</param>
/// <param name="ShortestWait">Before a second attempt; each further wait is twice as long.</param>
/// <param name="LongestWait">The longest wait, a receiver's own wish included.</param>
public sealed record BatchLimits(int Waiting, int Batch, TimeSpan ShortestWait, TimeSpan LongestWait);
