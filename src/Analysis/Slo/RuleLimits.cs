using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>From where on the rules that need no baseline fire.</summary>
public sealed record RuleLimits
{
    /// <summary>Gen2 collections in a minute, over 5 minutes, that are a storm.</summary>
    public double Gen2PerMinute { get; init; } = 10;

    /// <summary>Induced collections in a minute, over 5 minutes, that are worth telling.</summary>
    public double InducedPerMinute { get; init; } = 2;

    /// <summary>A single GC suspension that is worth telling whatever the promise.</summary>
    public TimeSpan LongSuspension { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>For how long all threads stand still until somebody is woken.</summary>
    public TimeSpan StuckPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Share of the heap, 0–1, that is free space between objects after a gen2.</summary>
    public double FragmentedShare { get; init; } = 0.5;

    /// <summary>Free space below which its share does not matter.</summary>
    public long FragmentedBytes { get; init; } = 100_000_000;

    /// <summary>heap-over-trigger: how many times the usual heap at the start of a collection.</summary>
    public double HeapOverTriggerFactor { get; init; } = 1.8;

    /// <summary>heap-over-trigger: more collections a minute than this.</summary>
    public double HeapOverTriggerCollections { get; init; } = 8;

    /// <summary>heap-over-trigger: collections of this generation and older ones count.</summary>
    public GcGeneration HeapOverTriggerFrom { get; init; } = GcGeneration.Gen2;
}
