using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one collection.</summary>
internal sealed class CollectWorkload : IWorkload
{
    private static readonly WorkloadOption IntervalMilliseconds = new("interval-ms", 1_000) { Minimum = 0.01 };
    private static readonly WorkloadOption Generation = new("generation", 2) { Maximum = 2, IsWhole = true };
    private static readonly WorkloadOption LiveMegabytes = new("live-mb", 10);

    public string Name => "collect";

    public string Description => "Forces a blocking collection of a set generation at a set interval, on a live heap of a set size.";

    public IReadOnlyList<WorkloadOption> Options => [IntervalMilliseconds, Generation, LiveMegabytes];

    public void Run(WorkloadContext context)
    {
        LinkedHeap live = new(context.Megabytes(LiveMegabytes), context.Stop);
        int generation = (int)context.Number(Generation);
        Pacer pacer = new(1_000 / context.Number(IntervalMilliseconds), context.Stop);
        while (pacer.WaitForTurn())
        {
            GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
            context.CountOperation();
        }

        GC.KeepAlive(live);
    }
}
