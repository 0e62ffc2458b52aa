using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Capture;

namespace GcWatch.Agent.Explain;

/// <summary>
/// A part of a watch in which allocations are sampled and the array pools watched too, each by a session of its own. Without stacks: those
/// make the runtime name all its methods at the end, which a watch for pauses does not bear.
/// </summary>
/// <param name="Allocations">Null where they could not be sampled.</param>
/// <param name="Pools">Null where they could not be watched.</param>
internal sealed record SampledPart(AllocationBreakdown? Allocations, PoolAudit? Pools)
{
    public static readonly SampledPart Nothing = new(null, null);

    /// <summary>At 20 MB/s, where collections begin to matter, these are 1000 samples. An event for each rent must not last longer than it needs to.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <param name="target">Of whom.</param>
    /// <param name="watch">For how long it is watched.</param>
    /// <param name="stop">Ends it early; what was seen counts.</param>
    public static async Task<SampledPart> TakeAsync(Target target, TimeSpan watch, CancellationToken stop)
    {
        TimeSpan length = watch < Longest ? watch : Longest;
        try
        {
            Task<PoolCaptureResult> pools = PoolCapture.TakeAsync(target, length, hasStacks: false, opened: null, stop);
            Task<AllocationBreakdown?> allocations = SampleAsync(target, length, stop);
            await Task.WhenAll(pools, allocations).ConfigureAwait(false);
            return new SampledPart(await allocations.ConfigureAwait(false), (await pools.ConfigureAwait(false)).Audit);
        }
        catch (OperationCanceledException)
        {
            // Before the sessions were open: nothing was seen.
            return Nothing;
        }
    }

    private static async Task<AllocationBreakdown?> SampleAsync(Target target, TimeSpan length, CancellationToken stop)
    {
        var types = new TargetTypes(target);
        types.Look();
        SamplingResult result = await AllocationSampler.SampleAsync(target, new SamplingSettings(length) { HasStacks = true }, stop).ConfigureAwait(false);
        if (result.Allocations is not { } sampled) return null;
        types.Learn(sampled.Tally.TypeNames);
        return AllocationBreakdown.Of(sampled.Tally, sampled.End.Duration, new CauseClassifier(types), sampled.Frames);
    }
}
