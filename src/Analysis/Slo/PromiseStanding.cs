using System.Collections.Immutable;

namespace GcWatch.Analysis.Slo;

/// <summary>How a promise stands for one target. The 30-day budget of the service is not here: the agent sees one pod, and dies with it.</summary>
/// <param name="Promise">Which promise.</param>
/// <param name="Count">Since the session began.</param>
/// <param name="Coverage">For how long of the session it could be judged.</param>
/// <param name="Burns">For each window that the session really covers.</param>
public sealed record PromiseStanding(Promise Promise, SloCount Count, TimeSpan Coverage, ImmutableArray<BurnRate> Burns);

/// <summary>How fast the error budget is used up: 1 uses up just all of it in 30 days, were it always so.</summary>
/// <param name="Window">Over how long.</param>
/// <param name="Rate">Bad share divided by the share that may be bad.</param>
public readonly record struct BurnRate(TimeSpan Window, double Rate);
