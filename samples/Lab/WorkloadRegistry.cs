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
        new NativeWorkload(),
    ];

    public static IWorkload? Find(string name) => All.FirstOrDefault(workload => workload.Name == name);

    /// <returns>The exit code, always 0.</returns>
    public static int PrintTo(TextWriter output)
    {
        foreach (IWorkload workload in All)
        {
            output.WriteLine($"{workload.Name,-14} {workload.Description}");
        }

        return 0;
    }
}
