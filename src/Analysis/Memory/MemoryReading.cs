namespace GcWatch.Analysis.Memory;

/// <summary>Who says how much memory is in use.</summary>
public enum MemorySource
{
    /// <summary>The kernel, of the process's control group.</summary>
    Cgroup,

    /// <summary>The runtime, of its process: its counter working-set, in whole megabytes.</summary>
    Runtime,
}

public static class MemorySources
{
    /// <summary>As in the label <c>source</c>.</summary>
    public static string Label(this MemorySource source) => source switch
    {
        MemorySource.Cgroup => "cgroup",
        MemorySource.Runtime => "runtime",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not one of the closed set"),
    };
}

/// <summary>The memory in use at one moment, as one source has it.</summary>
/// <param name="Source">Who says so.</param>
/// <param name="WorkingSetBytes">What cannot be taken away without harm.</param>
public sealed record MemoryReading(MemorySource Source, long WorkingSetBytes)
{
    /// <summary>The smallest limit that is known to hold; null if there is none, or none is known.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>How often the kernel has killed a process of the group for its memory, since the group was made; null if not known.</summary>
    public long? OutOfMemoryKills { get; init; }

    /// <summary>Null where the kernel does not keep it.</summary>
    public MemoryPressure? Pressure { get; init; }

    /// <summary>Others use it too, which are not the process's own kin: then it says nothing of the process.</summary>
    public bool IsShared { get; init; }
}
