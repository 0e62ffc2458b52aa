namespace GcWatch.Analysis.HeapTypes;

/// <summary>What a walk of the heap will do to its process, as far as its size tells (docs/heap.md has the measurements).</summary>
/// <param name="HeapBytes">The managed heap, garbage included.</param>
public sealed record WalkForecast(long HeapBytes)
{
    private const double LeastMillisecondsPerMegabyte = 1.4;
    private const double MostMillisecondsPerMegabyte = 3;

    /// <summary>Objects of 80 bytes; where they are smaller it is more.</summary>
    private const double BufferedShare = 0.55;

    /// <summary>The smallest object has 24 bytes and takes 45 in the buffer.</summary>
    private const double LargestBufferedShare = 45.0 / 24;

    private const int LeastBufferMegabytes = 64;
    private const int BytesPerMegabyte = 1_000_000;

    private double Megabytes => (double)HeapBytes / BytesPerMegabyte;

    public TimeSpan ShortestPause => TimeSpan.FromMilliseconds(Megabytes * LeastMillisecondsPerMegabyte);

    public TimeSpan LongestPause => TimeSpan.FromMilliseconds(Megabytes * MostMillisecondsPerMegabyte);

    /// <summary>Memory that the process will take for its event buffer, and give back.</summary>
    public long ExtraBytes => (long)(HeapBytes * BufferedShare);

    /// <summary>The ceiling of the buffer that no heap of this size overflows; the process allocates what it uses.</summary>
    public int BufferMegabytes => LeastBufferMegabytes + (int)Math.Ceiling(Megabytes * LargestBufferedShare);
}
