using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Scenarios;

/// <summary>The ordinary life around an operation: what its request allocates anyway, one in ten of which replaces an older object.</summary>
internal sealed class ServedRequests(WorkloadContext context)
{
    private const int RequestsPerKept = 10;

    public static readonly WorkloadOption RequestBytes = new("request-bytes", 0) { Maximum = 80_000, IsWhole = true };
    public static readonly WorkloadOption LiveMegabytes = new("live-mb", 0) { Maximum = 4_000 };

    private readonly int requestBytes = (int)context.Number(RequestBytes);
    private readonly RetainedSet retained = new(context.Megabytes(LiveMegabytes), context.Stop);
    private long served;

    public void Serve()
    {
        if (requestBytes == 0) return;
        byte[] request = Payload.NewArray(Math.Max(requestBytes, Payload.LeastArrayBytes));
        if (served++ % RequestsPerKept == 0) retained.Retain(request);
    }
}
