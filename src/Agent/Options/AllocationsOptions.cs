using System.ComponentModel.DataAnnotations;
using GcWatch.Exporters;

namespace GcWatch.Agent.Options;

/// <summary>Sampling of what the targets allocate, and why. What it costs them is in docs/allocations.md.</summary>
public sealed class AllocationsOptions
{
    /// <summary>
    /// Off; OnBreach, when an allocation burst or a pause regression begins to fire, then again each CoolDown while it does; or Continuous, Duration
    /// out of each Interval. Default Off.
    /// </summary>
    [EnumDataType(typeof(SamplingMode))]
    public SamplingMode Mode { get; init; } = SamplingMode.Off;

    /// <summary>How long to sample at a time, 1 s to 5 min. Default 10 s.</summary>
    [DurationRange("00:00:01", "00:05:00")]
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>OnBreach: the least time from one sampling of a process to its next, 10 s to 1 d. Default 10 min.</summary>
    [DurationRange("00:00:10", "1.00:00:00")]
    public TimeSpan CoolDown { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Continuous: the time from the beginning of one sampling of a process to that of its next, 10 s to 1 d. Default 1 min.</summary>
    [DurationRange("00:00:10", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many types the log names after each sampling, 0 to 20. Default 5.</summary>
    [Range(0, 20)]
    public int TopTypes { get; init; } = 5;

    /// <summary>How many processes are sampled at the same time at most, 1 to 100. Default 4.</summary>
    [Range(1, 100)]
    public int AtOnce { get; init; } = 4;
}

/// <summary>When the allocations of a target are sampled.</summary>
public enum SamplingMode
{
    Off,
    OnBreach,
    Continuous,
}
