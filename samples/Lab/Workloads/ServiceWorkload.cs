using System.Diagnostics;
using System.Globalization;
using GcWatch.Lab.Heaps;
using GcWatch.Lab.Services;

namespace GcWatch.Lab.Workloads;

/// <summary>
/// A small service whose every day is like the other, until something happens to it. Half of what it allocates replaces older objects, so
/// that gen2 collections come by themselves; the line <c>fault unix-ms=…</c> says when it happened. An operation is one object of 1,000 bytes.
/// </summary>
internal sealed class ServiceWorkload(
    string name, string description, Func<WorkloadContext, IServiceFault> newFault, params WorkloadOption[] faultOptions) : IWorkload
{
    private const int BlocksPerKept = 2;

    private static readonly WorkloadOption LiveMegabytes = new("live-mb", 10) { Minimum = 0.1 };
    private static readonly WorkloadOption MegabytesPerSecond = new("mb-per-second", 16) { Minimum = 0.1 };
    private static readonly WorkloadOption FaultAfterSeconds = new("fault-after", WorkloadOption.BytesPerMegabyte);

    public string Name => name;

    public string Description => description;

    public IReadOnlyList<WorkloadOption> Options { get; } =
        [LiveMegabytes, MegabytesPerSecond, FaultAfterSeconds, ServiceRhythm.DaySeconds, ServiceRhythm.Seed, WarmUp.Seconds, .. faultOptions];

    public void Run(WorkloadContext context)
    {
        ServiceRhythm rhythm = new(context);
        BreathingSet heap = new();
        AllocationPace pace = new(context.Megabytes(MegabytesPerSecond), context.Stop);
        IServiceFault fault = newFault(context);
        TimeSpan faultAt = TimeSpan.FromSeconds(context.Number(FaultAfterSeconds));
        bool wasTold = false;
        long start = Stopwatch.GetTimestamp();
        while (pace.WaitForSlice(rhythm.Load * fault.RateFactor))
        {
            TimeSpan age = Stopwatch.GetElapsedTime(start);
            rhythm.Advance(age);
            if (age >= faultAt)
            {
                if (!wasTold) Tell();
                wasTold = true;
                fault.Advance(age - faultAt);
            }

            heap.Resize((long)(context.Megabytes(LiveMegabytes) * rhythm.Heap * fault.HeapFactor));
            Serve(context, pace, heap);
        }
    }

    private static void Tell()
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"fault unix-ms={TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}"));
        Console.Out.Flush();
    }

    private static void Serve(WorkloadContext context, AllocationPace pace, BreathingSet heap)
    {
        while (pace.IsBehind)
        {
            byte[] block = Payload.NewBlock();
            if (context.Operations % BlocksPerKept == 0) heap.Keep(block);
            context.CountOperation();
        }
    }
}
