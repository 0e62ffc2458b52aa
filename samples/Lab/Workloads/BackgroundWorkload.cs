using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>
/// An operation is one request for a background collection; the runtime makes one of it if none is under way.
/// What allocates then must be fast enough to use up the budget of generation 0, which can be 80 MB, within the tenth of a second
/// that such a collection takes: only collections that allocation causes run during one, while a forced one waits for its end.
/// </summary>
internal sealed class BackgroundWorkload : IWorkload
{
    private const double BytesPerSecond = 150 * WorkloadOption.BytesPerMegabyte;
    private const int BlocksPerChain = 500;
    private const int SlicesPerRequest = 25;
    private const int SlicesOfBurst = 8;
    private const double BurstFactor = 8;

    private static readonly WorkloadOption LiveMegabytes = new("live-mb", 200);

    public string Name => "background";

    public string Description =>
        "Asks for a background collection twice a second, and allocates in bursts that cause ephemeral ones during it.";

    public IReadOnlyList<WorkloadOption> Options => [LiveMegabytes];

    public void Run(WorkloadContext context)
    {
        LinkedHeap live = new(context.Megabytes(LiveMegabytes), context.Stop);
        AllocationPace pace = new(BytesPerSecond, context.Stop);
        for (long slice = 0; pace.WaitForSlice(RateFactor(slice)); slice++)
        {
            if (slice % SlicesPerRequest == 0)
            {
                GC.Collect(2, GCCollectionMode.Forced, blocking: false);
                context.CountOperation();
            }

            AllocateSlice(pace, live);
        }
    }

    private static double RateFactor(long slice) => slice % SlicesPerRequest < SlicesOfBurst ? BurstFactor : 1;

    private static void AllocateSlice(AllocationPace pace, LinkedHeap live)
    {
        while (pace.IsBehind)
        {
            live.ReplaceChain();
            for (int block = 0; block < BlocksPerChain; block++)
            {
                GC.KeepAlive(Payload.NewBlock());
            }
        }
    }
}
