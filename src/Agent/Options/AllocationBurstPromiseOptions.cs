using System.ComponentModel.DataAnnotations;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Options;

/// <summary>A promise about the allocation rate.</summary>
public sealed class AllocationBurstPromiseOptions : PromiseOptions
{
    public AllocationBurstPromiseOptions()
        : base("alloc-burst", PromiseTier.Bronze, 0.95)
    {
    }

    /// <summary>How many times the baseline of the hour of the week is still good, 1.1 to 1000. Default 3.</summary>
    [Range(1.1, 1000.0)]
    public double Multiple { get; init; } = 3;

    /// <inheritdoc/>
    public override Promise ToPromise() => new Promise.AllocationBurst(Name, Tier, Objective, Multiple);
}
