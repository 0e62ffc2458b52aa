using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one suspension. An exact allocation total needs the other threads to stand still, for no collection.</summary>
internal sealed class SuspensionsWorkload : IWorkload
{
    private const double BytesPerSecond = 50 * WorkloadOption.BytesPerMegabyte;

    private static readonly WorkloadOption SuspensionsPerSecond = new("per-second", 0);

    public string Name => "suspensions";

    public string Description =>
        "Suspends for other reasons than a collection from two threads (per-second of both, 0 for flat out), beside 50 MB/s.";

    public IReadOnlyList<WorkloadOption> Options => [SuspensionsPerSecond];

    public void Run(WorkloadContext context)
    {
        Thread first = WorkerThread.Start("suspender 1", () => Suspend(context));
        Thread second = WorkerThread.Start("suspender 2", () => Suspend(context));
        Allocate(context);
        first.Join();
        second.Join();
    }

    private static void Suspend(WorkloadContext context)
    {
        double perSecond = context.Number(SuspensionsPerSecond);
        Pacer? pacer = perSecond > 0 ? new Pacer(perSecond / 2, context.Stop) : null;
        while (pacer?.WaitForTurn() ?? !context.IsStopped)
        {
            GC.GetTotalAllocatedBytes(precise: true);
            context.CountOperation();
        }
    }

    private static void Allocate(WorkloadContext context)
    {
        AllocationPace pace = new(BytesPerSecond, context.Stop);
        while (pace.WaitForSlice())
        {
            while (pace.IsBehind)
            {
                GC.KeepAlive(Payload.NewBlock());
            }
        }
    }
}
