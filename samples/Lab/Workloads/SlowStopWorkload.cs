namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one collection, whose pause is almost all stop.</summary>
internal sealed class SlowStopWorkload : IWorkload
{
    /// <summary>Until the thread surely waits.</summary>
    private static readonly TimeSpan Head = TimeSpan.FromMilliseconds(100);

    private static readonly WorkloadOption HoldMilliseconds = new("hold-ms", 6_000) { Minimum = 1, Maximum = 600_000 };
    private static readonly WorkloadOption IntervalMilliseconds = new("interval-ms", 12_000) { Minimum = 1 };

    public string Name => "slowstop";

    public string Description => "Collects while a thread cannot be stopped for hold-ms: all others stand still that long for one collection.";

    public IReadOnlyList<WorkloadOption> Options => [HoldMilliseconds, IntervalMilliseconds];

    public void Run(WorkloadContext context)
    {
        TimeSpan hold = TimeSpan.FromMilliseconds(context.Number(HoldMilliseconds));
        Pacer pacer = new(1_000 / context.Number(IntervalMilliseconds), context.Stop);
        while (pacer.WaitForTurn())
        {
            Thread unstoppable = WorkerThread.Start("unstoppable", () => UnstoppableWait.For(hold + Head));
            context.Stop.WaitHandle.WaitOne(Head);
            GC.Collect(0, GCCollectionMode.Forced, blocking: true);
            context.CountOperation();
            unstoppable.Join();
        }
    }
}
