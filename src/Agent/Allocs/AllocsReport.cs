using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Allocs;

/// <summary>What is to be shown.</summary>
/// <param name="Target">Whose allocations they are.</param>
/// <param name="Sampled">As they came.</param>
/// <param name="Breakdown">By cause, type and place.</param>
/// <param name="Assemblies">How many assemblies of the target could be read.</param>
/// <param name="Top">How many types and places to show.</param>
internal sealed record AllocsReport(Target Target, SampledAllocations Sampled, AllocationBreakdown Breakdown, int Assemblies, int Top);
