namespace GcWatch.Lab.Workloads;

/// <summary>It has no operations.</summary>
internal sealed class IdleWorkload : IWorkload
{
    public string Name => "idle";

    public string Description => "Does nothing but wait for its end.";

    public IReadOnlyList<WorkloadOption> Options => [];

    public void Run(WorkloadContext context) => context.Stop.WaitHandle.WaitOne();
}
