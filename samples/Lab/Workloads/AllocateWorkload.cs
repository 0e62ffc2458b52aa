using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one object of 1,000 bytes.</summary>
internal sealed class AllocateWorkload : IWorkload
{
    private const int BlocksPerRetained = 10;

    private static readonly WorkloadOption MegabytesPerSecond = new("mb-per-second", 100) { Minimum = 0.001 };
    private static readonly WorkloadOption RetainMegabytes = new("retain-mb", 0);
    private static readonly WorkloadOption NextFactor = new("next-factor", 1) { Minimum = 0.001 };

    public string Name => "allocate";

    public string Description => "Allocates at a set rate, one object in ten replacing another in a retained set of a set size; on the line next, next-factor times as fast.";

    public IReadOnlyList<WorkloadOption> Options => [MegabytesPerSecond, RetainMegabytes, NextFactor];

    public void Run(WorkloadContext context)
    {
        RetainedSet retained = new(context.Megabytes(RetainMegabytes), context.Stop);
        AllocationPace pace = new(context.Megabytes(MegabytesPerSecond), context.Stop);
        while (pace.WaitForSlice(context.IsNext ? context.Number(NextFactor) : 1))
        {
            AllocateSlice(context, pace, retained);
        }
    }

    private static void AllocateSlice(WorkloadContext context, AllocationPace pace, RetainedSet retained)
    {
        while (pace.IsBehind)
        {
            byte[] block = Payload.NewBlock();
            if (context.Operations % BlocksPerRetained == 0)
            {
                retained.Retain(block);
            }

            context.CountOperation();
        }
    }
}
