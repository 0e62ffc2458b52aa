using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Explain;

/// <summary>
/// A part of a watch in which allocations are sampled and the array pools watched too, each by a session of its own. Samples bring their stacks; rents do
/// not, as they are too many. The runtime names its methods when the watch is over: that is work which a watch for pauses should not see.
/// </summary>
internal sealed class SampledPart
{
    public static readonly SampledPart Nothing = new(null, null, null);

    /// <summary>At 20 MB/s, where collections begin to matter, these are 1000 samples. An event for each rent must not last longer than it needs to.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly SampledAllocations? sampled;
    private readonly TargetTypes? types;

    private SampledPart(SampledAllocations? sampled, TargetTypes? types, PoolAudit? pools)
    {
        this.sampled = sampled;
        this.types = types;
        Pools = pools;
    }

    /// <summary>Null where they could not be watched.</summary>
    public PoolAudit? Pools { get; }

    /// <param name="target">Of whom.</param>
    /// <param name="watch">For how long it is watched.</param>
    /// <param name="stop">Ends it early; what was seen counts.</param>
    public static async Task<SampledPart> TakeAsync(Target target, TimeSpan watch, CancellationToken stop)
    {
        TimeSpan length = watch < Longest ? watch : Longest;
        try
        {
            var types = new TargetTypes(target);
            types.Look();
            Task<PoolCaptureResult> pools = PoolCapture.TakeAsync(target, length, hasStacks: false, opened: null, stop);
            Task<SamplingResult> allocations = AllocationSampler.SampleAsync(target, new SamplingSettings(length) { HasStacks = true, NamesLater = true }, stop);
            await Task.WhenAll(pools, allocations).ConfigureAwait(false);
            return new SampledPart((await allocations.ConfigureAwait(false)).Allocations, types, (await pools.ConfigureAwait(false)).Audit);
        }
        catch (OperationCanceledException)
        {
            // Before the sessions were open: nothing was seen.
            return Nothing;
        }
    }

    /// <summary>What was allocated, why and where, once the watch is over; null where it could not be sampled.</summary>
    public async Task<AllocationBreakdown?> BreakDownAsync(Target target)
    {
        if (sampled is null || types is null) return null;
        // Now, as it may have ended when its methods are named.
        types.Look();
        await sampled.NameMethodsAsync(target, CancellationToken.None).ConfigureAwait(false);
        return sampled.BreakDown(types);
    }
}
