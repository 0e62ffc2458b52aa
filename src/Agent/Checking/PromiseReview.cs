using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>One promise held against a past week.</summary>
/// <param name="Promise">As it is, or as it is proposed.</param>
/// <param name="GoodShare">What the week would have reached, 0–1.</param>
/// <param name="Count">Of how many pauses or slices.</param>
/// <param name="Firings">What would have fired.</param>
internal sealed record TriedPromise(Promise Promise, double GoodShare, double Count, IReadOnlyList<AlertFirings> Firings);

/// <summary>What a week says of a promise as it is configured.</summary>
/// <param name="Promise">As it is configured.</param>
/// <param name="WatchedDays">Days of the seven with data.</param>
/// <param name="Lacking">Why there is nothing to say; null where there is.</param>
/// <param name="Configured">The week by it; null where there is nothing to say.</param>
/// <param name="Proposals">Other ones that the week would have kept with half of the budget to spare.</param>
/// <param name="Notes">What is to be known beside it.</param>
internal sealed record PromiseReview(
    Promise Promise, int WatchedDays, string? Lacking, TriedPromise? Configured, IReadOnlyList<TriedPromise> Proposals, IReadOnlyList<string> Notes);

/// <summary>A service's promises held against its past week.</summary>
internal sealed record ServiceReview(ServiceKey Service, IReadOnlyList<PromiseReview> Promises);
