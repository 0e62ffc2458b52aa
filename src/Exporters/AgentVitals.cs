using GcWatch.Analysis.Memory;

namespace GcWatch.Exporters;

/// <summary>How the agent itself is, at one moment.</summary>
public sealed record AgentVitals
{
    /// <summary>The agent's version, such as 0.1.0.</summary>
    public required string Version { get; init; }

    /// <summary>Processor time used since the start, user and system.</summary>
    public TimeSpan Cpu { get; init; }

    public long ResidentBytes { get; init; }

    public long ManagedHeapBytes { get; init; }

    public int Threads { get; init; }

    public int OpenFiles { get; init; }

    /// <summary>Time for which it did not run though it wanted to.</summary>
    public TimeSpan Stalled { get; init; }

    /// <summary>Time for which its cgroup was throttled; null where no cgroup says.</summary>
    public TimeSpan? Throttled { get; init; }

    /// <summary>The memory of its own container; null where no cgroup says, or it is in the root's.</summary>
    public MemoryReading? Memory { get; init; }

    /// <summary>Processes that this user may not attach to.</summary>
    public int ForbiddenProcesses { get; init; }

    /// <summary>Connections to the diagnostic port that were no runtime's.</summary>
    public long RefusedConnections { get; init; }

    /// <summary>How the baselines are kept; null where nobody keeps any.</summary>
    public BaselineVitals? Baselines { get; init; }

    /// <summary>Reports that a sink did not take.</summary>
    public long ReportFailures { get; init; }
}
