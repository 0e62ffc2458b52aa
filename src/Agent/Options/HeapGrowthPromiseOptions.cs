using System.ComponentModel.DataAnnotations;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Options;

/// <summary>A promise about the growth of the live heap.</summary>
public sealed class HeapGrowthPromiseOptions : PromiseOptions
{
    public HeapGrowthPromiseOptions()
        : base("heap-growth", PromiseTier.Silver, 0.99)
    {
    }

    /// <summary>How much the live heap may grow in an hour, as a share of itself, 0.001 to 10. Default 0.05, which is 5 %/h.</summary>
    [Range(0.001, 10.0)]
    public double GrowthPerHour { get; init; } = 0.05;

    /// <inheritdoc/>
    public override Promise ToPromise() => new Promise.HeapGrowth(Name, Tier, Objective, GrowthPerHour);
}
