using System.ComponentModel.DataAnnotations;
using GcWatch.Analysis.Memory;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>The memory of each target's container against that of its GC.</summary>
public sealed class MemoryOptions
{
    /// <summary>
    /// The memory limit of the targets' container in bytes, for where its control group cannot be seen: in a sidecar, by the downward API
    /// (resourceFieldRef with limits.memory and the application's containerName). The group's own limit, where it can be seen, wins. Default: none.
    /// </summary>
    [Range(1, 1e15)]
    public long? LimitBytes { get; init; }

    /// <summary>
    /// How long the memory beside the GC's is learnt in each process before deviations from it are judged, 1 s to 12 h. Default 10 min.
    /// </summary>
    [DurationRange("00:00:01", "12:00:00")]
    public TimeSpan Calibration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the control group is read, 1 s to 1 min. Default 10 s.</summary>
    [DurationRange("00:00:01", "00:01:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The figures that memory is judged by.</summary>
    internal MemoryRules Rules() => MemoryRules.Default with { Calibration = Calibration };
}
