namespace GcWatch.Lab;

/// <summary>One named way for a process to behave, to be watched from outside.</summary>
internal interface IWorkload
{
    string Name { get; }

    /// <summary>One sentence for <c>list</c>.</summary>
    string Description { get; }

    /// <summary>The options this workload takes; any other is refused.</summary>
    IReadOnlyList<WorkloadOption> Options { get; }

    /// <summary>Works on the calling thread until <see cref="WorkloadContext.Stop"/>, or until its work is done.</summary>
    void Run(WorkloadContext context);
}
