using System.ComponentModel.DataAnnotations;

namespace GcWatch.Agent.Options;

/// <summary>Counting of how the targets use their array pools. What it costs them is in docs/pools.md.</summary>
public sealed class PoolsOptions
{
    /// <summary>
    /// Off; Misses, the arrays that pools had to make, which are few where pools work; or Turnover, each rent and return as well, an event for each.
    /// Default Off.
    /// </summary>
    [EnumDataType(typeof(PoolCounting))]
    public PoolCounting Mode { get; init; } = PoolCounting.Off;
}

/// <summary>What is counted of the array pools of a target.</summary>
public enum PoolCounting
{
    Off,
    Misses,
    Turnover,
}
