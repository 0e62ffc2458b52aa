using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Services;

/// <summary>
/// Large buffers between which far larger ones die: the large object heap is swept, not compacted, so holes stay. What is alive before and
/// after is the same.
/// </summary>
internal sealed class LargeObjectHoles : IServiceFault
{
    private const int KeptBytes = 100_000;
    private const int DyingBytes = 1_000_000;

    public static readonly WorkloadOption HoleMegabytes = new("hole-mb", 48) { IsWhole = true };

    private readonly int holes;
    private byte[][] kept;
    private bool isDone;

    public LargeObjectHoles(WorkloadContext context)
    {
        holes = (int)context.Number(HoleMegabytes);
        kept = [.. Enumerable.Range(0, holes).Select(_ => Payload.NewArray(KeptBytes))];
    }

    public void Advance(TimeSpan age)
    {
        if (isDone) return;
        isDone = true;
        List<byte[]> dying = new(holes);
        byte[][] next = new byte[holes][];
        for (int hole = 0; hole < holes; hole++)
        {
            next[hole] = Payload.NewArray(KeptBytes);
            dying.Add(Payload.NewArray(DyingBytes));
        }

        GC.KeepAlive(dying);
        kept = next;
        GC.KeepAlive(kept);
    }
}
