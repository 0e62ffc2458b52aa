using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one thread, started and ended.</summary>
internal sealed class ChurnThreadsWorkload : IWorkload
{
    private const int ThreadsAtOnce = 32;
    private const int BlocksPerThread = 500;

    private static readonly WorkloadOption ThreadsPerSecond = new("per-second", 100) { Minimum = 0.1 };

    public string Name => "churn-threads";

    public string Description => "Starts and ends many short-lived threads, each of which allocates 500 KB.";

    public IReadOnlyList<WorkloadOption> Options => [ThreadsPerSecond];

    public void Run(WorkloadContext context)
    {
        Queue<Thread> living = new();
        Pacer pacer = new(context.Number(ThreadsPerSecond), context.Stop);
        while (pacer.WaitForTurn())
        {
            living.Enqueue(WorkerThread.Start("short-lived", () => Allocate(context)));
            JoinDownTo(ThreadsAtOnce, living);
        }

        JoinDownTo(0, living);
    }

    private static void JoinDownTo(int count, Queue<Thread> living)
    {
        while (living.Count > count)
        {
            living.Dequeue().Join();
        }
    }

    private static void Allocate(WorkloadContext context)
    {
        for (int block = 0; block < BlocksPerThread; block++)
        {
            GC.KeepAlive(Payload.NewBlock());
        }

        context.CountOperation();
    }
}
