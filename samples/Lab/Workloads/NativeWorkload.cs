using System.Diagnostics;
using System.Runtime.InteropServices;
using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one block of native memory of 1 MB, touched and kept.</summary>
internal sealed class NativeWorkload : IWorkload
{
    private static readonly WorkloadOption StartSeconds = new("after-seconds", 0);
    private static readonly WorkloadOption MegabytesPerSecond = new("mb-per-second", 10) { Minimum = 0.01 };
    private static readonly WorkloadOption MostMegabytes = new("most-mb", 200);
    private static readonly WorkloadOption GarbageMegabytesPerSecond = new("garbage-mb-per-second", 20) { Minimum = 0.1 };

    public string Name => "native";

    public string Description => "Keeps native memory that grows at a set rate, unseen by the GC, beside short-lived garbage.";

    public IReadOnlyList<WorkloadOption> Options => [StartSeconds, MegabytesPerSecond, MostMegabytes, GarbageMegabytesPerSecond];

    public void Run(WorkloadContext context)
    {
        AllocationPace garbage = new(context.Megabytes(GarbageMegabytesPerSecond), context.Stop);
        List<nint> blocks = [];
        long start = Stopwatch.GetTimestamp();
        while (garbage.WaitForSlice())
        {
            while (garbage.IsBehind) GC.KeepAlive(Payload.NewBlock());
            double due = (Stopwatch.GetElapsedTime(start).TotalSeconds - context.Number(StartSeconds)) * context.Number(MegabytesPerSecond);
            while (blocks.Count + 1 <= Math.Min(due, context.Number(MostMegabytes)))
            {
                blocks.Add(NewBlock());
                context.CountOperation();
            }
        }

        Free(blocks);
    }

    /// <summary>Every page of it is written to: one that is not has no memory behind it.</summary>
    private static unsafe nint NewBlock()
    {
        void* block = NativeMemory.Alloc((nuint)WorkloadOption.BytesPerMegabyte);
        NativeMemory.Fill(block, (nuint)WorkloadOption.BytesPerMegabyte, 1);
        return (nint)block;
    }

    private static unsafe void Free(List<nint> blocks)
    {
        foreach (nint block in blocks) NativeMemory.Free((void*)block);
    }
}
