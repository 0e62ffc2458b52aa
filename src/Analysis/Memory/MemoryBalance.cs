using System.Collections.Immutable;
using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Memory;

/// <summary>The memory of a process's container against that of its GC, at one moment. What is not known is null.</summary>
public sealed record MemoryBalance
{
    /// <summary>The kernel's figures of the process's control group; null where it is not to be seen.</summary>
    public MemoryReading? Cgroup { get; init; }

    /// <summary>The runtime's own figure of its process; null before its first publication.</summary>
    public MemoryReading? Runtime { get; init; }

    /// <summary>Which of the two is judged: the group's, unless others share it.</summary>
    public MemoryReading? Judged => Cgroup is { IsShared: false } ? Cgroup : Runtime;

    /// <summary>The group's limit, else the one that was configured; null if there is none.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>What the GC had committed at its last cycle.</summary>
    public long? CommittedBytes { get; init; }

    /// <summary>What is left of the working set without the GC's committed memory and its bookkeeping; 0 where that was not all touched.</summary>
    public long? NativeBytes { get; init; }

    /// <summary>What the working set had beside the GC's committed memory while all was calm; null before that is learnt.</summary>
    public long? OffsetBytes { get; init; }

    /// <summary>|working set − (committed + offset)| as a share of the working set; null before the offset is known.</summary>
    public double? Deviation { get; init; }

    /// <summary>How long it takes to the limit if the working set goes on growing; null where it does not grow, or nothing limits it.</summary>
    public TimeSpan? TimeToLimit { get; init; }

    /// <summary>One for each rule about memory.</summary>
    public ImmutableArray<Verdict> Verdicts { get; init; } = [];
}
