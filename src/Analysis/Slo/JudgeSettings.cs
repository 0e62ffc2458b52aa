using System.Collections.Immutable;

namespace GcWatch.Analysis.Slo;

/// <summary>By what a target is judged.</summary>
public sealed record JudgeSettings
{
    /// <summary>The three promises as they come: gold pauses, silver growth, bronze bursts.</summary>
    public static readonly ImmutableArray<Promise> DefaultPromises =
    [
        new Promise.Pause("gc-pause", PromiseTier.Gold, 0.99, TimeSpan.FromMilliseconds(15)),
        new Promise.HeapGrowth("heap-growth", PromiseTier.Silver, 0.99, 0.05),
        new Promise.AllocationBurst("alloc-burst", PromiseTier.Bronze, 0.95, 3),
    ];

    public ImmutableArray<Promise> Promises { get; init; } = DefaultPromises;

    /// <summary>What pauses are judged by.</summary>
    public IEnumerable<TimeSpan> PauseThresholds => Promises.OfType<Promise.Pause>().Select(promise => promise.Threshold);

    public RuleLimits Limits { get; init; } = new();

    /// <summary>How many seconds of judgement pass in a second: slices, windows and patience are that much shorter. For trying out.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>
    /// How often to judge: each second, or where minutes pass faster than that each minute, but no more often than the runtime sends its events.
    /// </summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Clamp(60 / TimeScale, 0.1, 1));

    /// <summary>How old the process was when the session began.</summary>
    public TimeSpan AgeAtAttach { get; init; }
}
