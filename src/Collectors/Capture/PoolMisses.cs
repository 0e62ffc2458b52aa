using System.Diagnostics.Tracing;
using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach.Ipc;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Tells the arrays that a pool had to make from others: the framework's pools say so (<c>ArrayPoolEventSource</c>, BufferAllocated) right after the
/// allocation, on the same thread, with the array's length. Their methods are often inlined, so that stacks do not show them. Holds each thread's
/// last sampled array until the next event decides. Reader's thread.
/// </summary>
internal sealed class PoolMisses
{
    /// <summary>Sends one event for each array that a pool makes, and none for each that it lends.</summary>
    public static readonly SessionProvider Provider = new(PoolEventDecoder.Provider, 0, EventLevel.Informational, null);

    /// <summary>A microsecond lies between the two, unless the thread was interrupted.</summary>
    private const double LongestGapMilliseconds = 0.5;

    private const int MostThreads = 1_000;
    private const int LargestElement = 64;
    private const int ArrayOverhead = 24;

    private readonly AllocationTally tally;
    private readonly Dictionary<int, Pending> lastArrays = [];

    public PoolMisses(EventPipeEventSource source, AllocationTally tally)
    {
        this.tally = tally;
        source.Dynamic.AddCallbackForProviderEvent(Provider.Name, "BufferAllocated", TakeMiss);
    }

    public void Take(AllocationSample sample, TraceEvent data, long objectBytes)
    {
        Settle(data.ThreadID);
        if (lastArrays.Count < MostThreads && sample.TypeName.EndsWith("[]", StringComparison.Ordinal)) lastArrays[data.ThreadID] = new Pending(sample, data.TimeStampRelativeMSec, objectBytes);
        else tally.Take(sample);
    }

    /// <summary>The stream is over: what still waits was no miss.</summary>
    public void Finish()
    {
        foreach (Pending pending in lastArrays.Values) tally.Take(pending.Sample);
        lastArrays.Clear();
    }

    private void Settle(int thread)
    {
        if (lastArrays.Remove(thread, out Pending pending)) tally.Take(pending.Sample);
    }

    private void TakeMiss(TraceEvent data)
    {
        if (!lastArrays.Remove(data.ThreadID, out Pending pending)) return;
        bool isSame = data.TimeStampRelativeMSec - pending.At <= LongestGapMilliseconds && data.PayloadByName("bufferSize") is int length && IsArrayOf(length, pending.Bytes);
        tally.Take(pending.Sample with { IsPoolMiss = isSame });
    }

    /// <summary>Whether an array of this length can be this large, whatever its elements.</summary>
    private static bool IsArrayOf(int length, long bytes) =>
        length > 0 && (bytes - ArrayOverhead) / length <= LargestElement && bytes - ArrayOverhead - ((bytes - ArrayOverhead) / length * (long)length) < sizeof(long);

    private readonly record struct Pending(AllocationSample Sample, double At, long Bytes);
}
