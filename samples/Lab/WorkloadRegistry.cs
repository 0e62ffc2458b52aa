using GcWatch.Lab.Scenarios;
using GcWatch.Lab.Services;
using GcWatch.Lab.Workloads;

namespace GcWatch.Lab;

/// <summary>Every workload, named explicitly.</summary>
internal static class WorkloadRegistry
{
    public static IReadOnlyList<IWorkload> All { get; } =
    [
        new DemoWorkload(),
        new IdleWorkload(),
        new AllocateWorkload(),
        new KindsWorkload(),
        new CountedWorkload(),
        new LendingWorkload(),
        new TrickleWorkload(),
        new CollectWorkload(),
        new BackgroundWorkload(),
        new StormWorkload(),
        new SuspensionsWorkload(),
        new LongPauseWorkload(),
        new SlowStopWorkload(),
        new JobWorkload(),
        new ChurnThreadsWorkload(),
        new LeakWorkload(),
        new StillHeapWorkload(),
        new NativeWorkload(),
        new ServiceWorkload("service", "Serves a daily wave of requests with a little noise; nothing goes wrong.", _ => new NoFault()),
        new ServiceWorkload("list-leak", "The service, which begins to leak through a static list.", context => new ListLeak(context), LeakDue.KilobytesPerSecond),
        new ServiceWorkload("event-leak", "The service, which begins to leak through an event's handlers.", context => new EventLeak(context), LeakDue.KilobytesPerSecond),
        new ServiceWorkload("timer-leak", "The service, which begins to leak through undisposed timers.", context => new TimerLeak(context), LeakDue.KilobytesPerSecond),
        new ServiceWorkload("loh-holes", "The service, whose large object heap gets holes.", context => new LargeObjectHoles(context), LargeObjectHoles.HoleMegabytes),
        new ServiceWorkload("pinned-heap", "The service, whose regions a few pinned objects hold open.", context => new PinnedBlocks(context), PinnedBlocks.Megabytes),
        new ServiceWorkload("burst", "The service, with a burst of allocations.", context => new AllocationBurst(context), AllocationBurst.Factor, AllocationBurst.Seconds),
        new ServiceWorkload("cache-refill", "The service, whose cache is emptied and fills again; nothing is wrong.", context => new CacheRefill(context)),
        .. ScenarioCatalog.Workloads,
    ];

    public static IWorkload? Find(string name) => All.FirstOrDefault(workload => workload.Name == name);

    /// <returns>The exit code, always 0.</returns>
    public static int PrintTo(TextWriter output)
    {
        foreach (IWorkload workload in All)
        {
            output.WriteLine($"{workload.Name,-26} {workload.Description}");
        }

        return 0;
    }
}
