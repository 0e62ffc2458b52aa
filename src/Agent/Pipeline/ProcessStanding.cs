using GcWatch.Agent.Baselines;

namespace GcWatch.Agent.Pipeline;

/// <summary>What outlives the sessions of one process. Used by its session's loop only.</summary>
/// <param name="Memory">Its container's memory.</param>
/// <param name="Baseline">What is usual for it.</param>
/// <param name="Allocations">Samples of what it allocates.</param>
/// <param name="Pools">How its array pools are used.</param>
internal sealed record ProcessStanding(MemoryWatch Memory, BaselineSeat Baseline, AllocationWatch Allocations, PoolWatch Pools);
