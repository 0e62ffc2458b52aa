namespace GcWatch.Lab.Heaps;

/// <summary>Live memory in blocks of 1,000 bytes, any of which can be replaced, and whose amount can change.</summary>
internal sealed class BreathingSet
{
    private readonly Random random = new(17);
    private readonly List<byte[]> blocks = [];

    public void Resize(long bytes)
    {
        int wanted = (int)(bytes / Payload.BlockBytes);
        if (wanted < blocks.Count) blocks.RemoveRange(wanted, blocks.Count - wanted);
        while (blocks.Count < wanted) blocks.Add(Payload.NewBlock());
    }

    /// <summary>Keeps a block in the place of a random older one.</summary>
    public void Keep(byte[] block)
    {
        if (blocks.Count > 0) blocks[random.Next(blocks.Count)] = block;
    }
}
