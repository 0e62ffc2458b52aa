using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one compacting collection.</summary>
internal sealed class LongPauseWorkload : IWorkload
{
    private const double ReplacedShare = 0.05;

    private static readonly WorkloadOption LiveMegabytes = new("live-mb", 1_500);
    private static readonly WorkloadOption IntervalMilliseconds = new("interval-ms", 3_000) { Minimum = 1 };

    public string Name => "longpause";

    public string Description => "Builds a huge graph of small objects, then compacts it in a blocking collection every few seconds.";

    public IReadOnlyList<WorkloadOption> Options => [LiveMegabytes, IntervalMilliseconds];

    public void Run(WorkloadContext context)
    {
        LinkedHeap live = new(context.Megabytes(LiveMegabytes), context.Stop);
        Pacer pacer = new(1_000 / context.Number(IntervalMilliseconds), context.Stop);
        while (pacer.WaitForTurn())
        {
            live.ReplaceChains(ReplacedShare, context.Stop);
            GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
            context.CountOperation();
        }
    }
}
