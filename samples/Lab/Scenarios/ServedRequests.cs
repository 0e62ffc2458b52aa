using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios;

/// <summary>
/// The ordinary life around an operation: what its request allocates anyway, in objects of 1,000 bytes, one in ten of which replaces an older one.
/// </summary>
internal sealed class ServedRequests(WorkloadContext context)
{
    private const int BlocksPerKept = 10;

    public static readonly WorkloadOption RequestBytes = new("request-bytes", 0);
    public static readonly WorkloadOption LiveMegabytes = new("live-mb", 0) { Maximum = 4_000 };

    private readonly double requestBytes = context.Number(RequestBytes);
    private readonly RetainedSet retained = new(context.Megabytes(LiveMegabytes), context.Stop);
    private double dueBytes;
    private long blocks;

    public void Serve()
    {
        for (dueBytes += requestBytes; dueBytes >= Payload.BlockBytes; dueBytes -= Payload.BlockBytes)
        {
            byte[] block = Payload.NewBlock();
            if (blocks++ % BlocksPerKept == 0) retained.Retain(block);
        }
    }
}
