using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>
/// An operation is one leaked object of 1,000 bytes. The garbage beside the leak causes collections, which make it visible.
/// </summary>
internal sealed class LeakWorkload : IWorkload
{
    private const double SecondsPerMinute = 60;

    private static readonly WorkloadOption LeakedMegabytesPerMinute = new("mb-per-minute", 60) { Minimum = 0.01 };
    private static readonly WorkloadOption GarbageMegabytesPerSecond = new("garbage-mb-per-second", 20);

    public string Name => "leak";

    public string Description => "Retains memory for ever at a set rate, beside short-lived garbage at another.";

    public IReadOnlyList<WorkloadOption> Options => [LeakedMegabytesPerMinute, GarbageMegabytesPerSecond];

    public void Run(WorkloadContext context)
    {
        double leakRate = context.Megabytes(LeakedMegabytesPerMinute) / SecondsPerMinute;
        double totalRate = leakRate + context.Megabytes(GarbageMegabytesPerSecond);
        AllocationPace pace = new(totalRate, context.Stop);
        LeakedBlock? leaked = null;
        double leakDue = 0;
        while (pace.WaitForSlice())
        {
            for (; pace.IsBehind; leakDue += leakRate / totalRate)
            {
                if (leakDue < 1)
                {
                    GC.KeepAlive(Payload.NewBlock());
                    continue;
                }

                leaked = new LeakedBlock(leaked);
                leakDue--;
                context.CountOperation();
            }
        }

        GC.KeepAlive(leaked);
    }

    /// <summary>A leaked object and its array, together 1,000 bytes.</summary>
    private sealed class LeakedBlock(LeakedBlock? older)
    {
        private const int OwnBytes = 32;

        public LeakedBlock? Older { get; } = older;

        public byte[] Content { get; } = Payload.NewArray(Payload.BlockBytes - OwnBytes);
    }
}
