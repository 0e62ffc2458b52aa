namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one collection.</summary>
internal sealed class StormWorkload : IWorkload
{
    private static readonly WorkloadOption CollectionsPerSecond = new("gcs-per-second", 1_000) { Minimum = 0.1 };

    public string Name => "storm";

    public string Description => "Forces as many collections of generation 0 a second as asked, on a tiny heap.";

    public IReadOnlyList<WorkloadOption> Options => [CollectionsPerSecond];

    public void Run(WorkloadContext context)
    {
        Pacer pacer = new(context.Number(CollectionsPerSecond), context.Stop);
        while (pacer.WaitForTurn())
        {
            GC.Collect(0);
            context.CountOperation();
        }
    }
}
