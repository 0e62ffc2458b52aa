using System.Runtime.InteropServices;
using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Services;

/// <summary>Many blocks that live long enough to grow old; when the rest dies, a few among them are pinned and hold their regions open.</summary>
internal sealed class PinnedBlocks(WorkloadContext context) : IServiceFault
{
    private const int BlocksPerPin = 32;

    /// <summary>Long enough for a few collections.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    public static readonly WorkloadOption Megabytes = new("pinned-mb", 64) { IsWhole = true };

    private readonly List<GCHandle> pins = [];
    private List<byte[]>? blocks;

    public void Advance(TimeSpan age)
    {
        if (blocks is null) blocks = NewBlocks();
        else if (age > Life && blocks.Count > 0) blocks = [];
    }

    private List<byte[]> NewBlocks()
    {
        List<byte[]> made = [];
        for (long number = 0; number < context.Megabytes(Megabytes) / Payload.BlockBytes && !context.IsStopped; number++)
        {
            byte[] block = Payload.NewBlock();
            made.Add(block);
            if (number % BlocksPerPin == 0) pins.Add(GCHandle.Alloc(block, GCHandleType.Pinned));
        }

        return made;
    }
}
