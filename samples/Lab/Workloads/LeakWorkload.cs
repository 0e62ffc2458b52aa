using System.Diagnostics;
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

    private static readonly WorkloadOption Gen2Milliseconds = new("gen2-ms", 0);

    public string Name => "leak";

    public string Description => "Retains memory for ever at a set rate, beside short-lived garbage at another; with gen2-ms a full collection each so often.";

    public IReadOnlyList<WorkloadOption> Options => [LeakedMegabytesPerMinute, GarbageMegabytesPerSecond, Gen2Milliseconds];

    public void Run(WorkloadContext context)
    {
        double leakRate = context.Megabytes(LeakedMegabytesPerMinute) / SecondsPerMinute;
        double totalRate = leakRate + context.Megabytes(GarbageMegabytesPerSecond);
        AllocationPace pace = new(totalRate, context.Stop);
        TimeSpan interval = TimeSpan.FromMilliseconds(context.Number(Gen2Milliseconds));
        long collectedAt = Stopwatch.GetTimestamp();
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

            if (interval == TimeSpan.Zero || Stopwatch.GetElapsedTime(collectedAt) < interval) continue;
            collectedAt = Stopwatch.GetTimestamp();
            GC.Collect(2, GCCollectionMode.Forced, blocking: false);
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
