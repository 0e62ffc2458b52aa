namespace GcWatch.Exporters.Prometheus;

/// <summary>The chunks of scrapes, kept for the next one up to a bound: 8 MB, two or three scrapes of a hundred targets.</summary>
internal static class ChunkPool
{
    /// <summary>Below the size at which an array is a large object.</summary>
    public const int ChunkBytes = 64 * 1024;

    private const int MostKept = 128;

    private static readonly Stack<byte[]> Kept = new();
    private static readonly Lock Gate = new();

    public static byte[] Rent()
    {
        lock (Gate)
        {
            if (Kept.TryPop(out byte[]? chunk)) return chunk;
        }

        return GC.AllocateUninitializedArray<byte>(ChunkBytes);
    }

    public static void Return(byte[] chunk)
    {
        lock (Gate)
        {
            if (Kept.Count < MostKept) Kept.Push(chunk);
        }
    }
}
