using System.Diagnostics;
using GcWatch.Lab.Heaps;

namespace GcWatch.Lab.Workloads;

/// <summary>An operation is one request.</summary>
internal sealed class DemoWorkload : IWorkload
{
    private const double BytesPerSecond = 150 * WorkloadOption.BytesPerMegabyte;
    private const long CacheBytes = 60 * WorkloadOption.BytesPerMegabyte;
    private const double CacheHitShare = 0.8;
    private const double BurstFactor = 3;

    private static readonly TimeSpan BurstEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BurstLength = TimeSpan.FromSeconds(1);

    public string Name => "demo";

    public string Description =>
        "Serves a service-like mix: 150 MB/s of requests, a churning 60 MB cache, large buffers, and a burst every 10 s.";

    public IReadOnlyList<WorkloadOption> Options => [];

    public void Run(WorkloadContext context)
    {
        RequestMix requests = new(CacheBytes, CacheHitShare);
        AllocationPace pace = new(BytesPerSecond, context.Stop);
        long start = Stopwatch.GetTimestamp();
        while (pace.WaitForSlice(RateFactor(Stopwatch.GetElapsedTime(start))))
        {
            while (pace.IsBehind)
            {
                requests.Serve();
                context.CountOperation();
            }
        }
    }

    // The burst is the first second of every ten, so that a run shows life at once.
    private static double RateFactor(TimeSpan age) =>
        age.Ticks % BurstEvery.Ticks < BurstLength.Ticks ? BurstFactor : 1;
}
