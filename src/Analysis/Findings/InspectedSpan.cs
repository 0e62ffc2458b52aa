using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Pools;

namespace GcWatch.Analysis.Findings;

/// <summary>What was watched of a target.</summary>
/// <param name="Report">All that is known at the end.</param>
/// <param name="Surroundings">Where the target runs.</param>
/// <param name="Length">For how long it was watched.</param>
public sealed record InspectedSpan(GcReport Report, TargetSurroundings Surroundings, TimeSpan Length)
{
    /// <summary>
    /// Less says nothing of how often something happens. A collection each ten seconds is the rarest that costs anything: at 100 ms each it is
    /// <see cref="WorthTelling"/>.
    /// </summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    /// <summary>Share of the time that is worth a person's: pauses of a hundredth of the time are seen in a p99.</summary>
    public const double WorthTelling = 0.01;

    /// <summary>What was allocated in a part of that time, by samples; null where nothing was sampled.</summary>
    public AllocationBreakdown? Allocations { get; init; }

    /// <summary>How array pools were used in a part of that time; null where nobody watched them.</summary>
    public PoolAudit? Pools { get; init; }

    public bool IsShort => Length < Shortest;

    /// <summary>A part of the time that was watched, 0–1.</summary>
    public double Share(TimeSpan time) => Length > TimeSpan.Zero ? Math.Min(1, time / Length) : 0;

    /// <summary>How many that is a minute.</summary>
    public double PerMinute(long count) => Length > TimeSpan.Zero ? count / Length.TotalMinutes : 0;
}
