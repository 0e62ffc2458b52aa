using GcWatch.Analysis.Slo;
using Microsoft.Extensions.Options;

namespace GcWatch.Agent.Options;

/// <summary>The promises, any number of each kind. A list that is given replaces the default one; an empty list promises nothing of the kind.</summary>
public sealed class SloOptions
{
    /// <summary>Pauses are no longer than a threshold. Default: gold gc-pause, 99 % of pauses within 15 ms.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<PausePromiseOptions> Pause { get; init; } = [new()];

    /// <summary>The live heap grows no faster than a share of itself in an hour. Default: silver heap-growth, 99 % of 5-minute slices at 5 %/h or less.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<HeapGrowthPromiseOptions> HeapGrowth { get; init; } = [new()];

    /// <summary>No more is allocated than a multiple of the baseline. Default: bronze alloc-burst, 95 % of minutes at 3 times the baseline or less.</summary>
    [ValidateEnumeratedItems]
    public IReadOnlyList<AllocationBurstPromiseOptions> AllocationBurst { get; init; } = [new()];

    /// <summary>All of them, with where each stands in the configuration, such as Slo.Pause[0].</summary>
    internal IEnumerable<(string Path, PromiseOptions Promise)> All =>
        [.. Placed(nameof(Pause), Pause), .. Placed(nameof(HeapGrowth), HeapGrowth), .. Placed(nameof(AllocationBurst), AllocationBurst)];

    /// <summary>The thresholds of the pause promises, ascending: each must be a boundary of the pause histogram.</summary>
    public IReadOnlyList<TimeSpan> PauseThresholds() => [.. Pause.Select(promise => promise.Threshold).Distinct().Order()];

    /// <summary>What is promised to one service.</summary>
    public IReadOnlyList<Promise> PromisesOf(string service) =>
        [.. All.Where(placed => placed.Promise.IsMadeFor(service)).Select(placed => placed.Promise.ToPromise())];

    private static IEnumerable<(string Path, PromiseOptions Promise)> Placed(string list, IEnumerable<PromiseOptions> promises) =>
        promises.Select((promise, i) => ($"Slo.{list}[{i}]", promise));
}
