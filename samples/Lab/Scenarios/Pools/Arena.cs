namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>One big array from whose front pieces are taken; all of them are given back at once. One thread.</summary>
internal sealed class Arena(int bytes)
{
    private readonly byte[] memory = GC.AllocateUninitializedArray<byte>(bytes);
    private int taken;

    /// <returns>A piece with what was last written there in it; valid until the next reset.</returns>
    public Span<byte> Take(int length)
    {
        Span<byte> piece = memory.AsSpan(taken, length);
        taken += length;
        return piece;
    }

    public void Reset() => taken = 0;
}
