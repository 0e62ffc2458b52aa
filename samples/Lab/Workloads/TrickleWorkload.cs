using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one object of 64 bytes.</summary>
internal sealed class TrickleWorkload : IWorkload
{
    private const int ObjectBytes = 64;

    private static readonly WorkloadOption KilobytesPerSecond = new("kb-per-second", 100) { Minimum = 0.1 };

    public string Name => "trickle";

    public string Description => "Allocates small objects so slowly that no collection happens: its rate must be known without one.";

    public IReadOnlyList<WorkloadOption> Options => [KilobytesPerSecond];

    public void Run(WorkloadContext context)
    {
        AllocationPace pace = new(context.Number(KilobytesPerSecond) * WorkloadOption.BytesPerKilobyte, context.Stop);
        while (pace.WaitForSlice())
        {
            while (pace.IsBehind)
            {
                GC.KeepAlive(Payload.NewArray(ObjectBytes));
                context.CountOperation();
            }
        }
    }
}
