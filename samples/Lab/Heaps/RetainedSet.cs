namespace GcWatch.Lab.Heaps;

/// <summary>A fixed amount of live memory in objects of 1,000 bytes, any of which can be replaced.</summary>
internal sealed class RetainedSet
{
    private readonly Random random = new(17);
    private readonly byte[]?[] slots;

    /// <param name="bytes">The live bytes, filled at once; 0 retains nothing.</param>
    /// <param name="stop">Ends the filling early.</param>
    public RetainedSet(long bytes, CancellationToken stop)
    {
        slots = new byte[]?[bytes / Payload.BlockBytes];
        for (int index = 0; index < slots.Length && !stop.IsCancellationRequested; index++)
        {
            slots[index] = Payload.NewBlock();
        }
    }

    /// <summary>Retains a block in the place of a random older one.</summary>
    public void Retain(byte[] block)
    {
        if (slots.Length > 0)
        {
            slots[random.Next(slots.Length)] = block;
        }
    }
}
