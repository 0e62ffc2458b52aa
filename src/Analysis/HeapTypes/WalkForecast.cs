namespace GcWatch.Analysis.HeapTypes;

/// <summary>What a walk of the heap will do to its process, as far as its size tells (docs/heap.md has the measurements).</summary>
/// <param name="HeapBytes">The managed heap, garbage included.</param>
public sealed record WalkForecast(long HeapBytes)
{
    /// <summary>Of arrays of some KB, as measured.</summary>
    private const double LeastMillisecondsPerMegabyte = 0.1;

    /// <summary>Of objects of 30 bytes: 4.1 was measured.</summary>
    private const double MostMillisecondsPerMegabyte = 5;

    /// <summary>Objects of 80 bytes; where they are smaller it is more.</summary>
    private const double BufferedShare = 0.55;

    /// <summary>The smallest object has 24 bytes and takes 45 in the buffer.</summary>
    private const double LargestBufferedShare = 45.0 / 24;

    private const double UsedShareOfRoom = 0.8;
    private const int LeastBufferMegabytes = 64;
    private const int BytesPerMegabyte = 1_000_000;

    private double Megabytes => (double)HeapBytes / BytesPerMegabyte;

    public TimeSpan ShortestPause => TimeSpan.FromMilliseconds(Megabytes * LeastMillisecondsPerMegabyte);

    public TimeSpan LongestPause => TimeSpan.FromMilliseconds(Megabytes * MostMillisecondsPerMegabyte);

    /// <summary>Memory that the process will take for its event buffer, and give back, if its objects are of an ordinary size.</summary>
    public long ExtraBytes => (long)(HeapBytes * BufferedShare);

    /// <summary>
    /// The ceiling of the buffer, which the process allocates as it needs it: what no heap of this size overflows, and no more than four fifths of the room
    /// that the process has. Rather is a census cut off, and thrown away, than a process killed.
    /// </summary>
    /// <param name="roomBytes">What it may still take before its limit; null where there is none.</param>
    public int BufferMegabytes(long? roomBytes)
    {
        int most = LeastBufferMegabytes + (int)Math.Ceiling(Megabytes * LargestBufferedShare);
        return roomBytes is { } room ? (int)Math.Clamp(room * UsedShareOfRoom / BytesPerMegabyte, 1, most) : most;
    }
}
