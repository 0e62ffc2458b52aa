using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>Somebody calls GC.Collect.</summary>
internal sealed class InducedRule(RuleLimits limits) : IRule
{
    private readonly RecentCount collections = new();

    public RuleKind Kind => RuleKind.InducedCollections;

    public TimeSpan Patience => TimeSpan.FromMinutes(1);

    public TimeSpan Afterglow => TimeSpan.Zero;

    public void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.CycleComplete { Cycle.Reason: var reason } && reason.IsInduced()) collections.Add(at);
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        double rate = collections.PerMinute(now);
        return rate <= limits.InducedPerMinute
            ? RuleFinding.Good
            : RuleFinding.Bad($"{rate:0.#} forced collections a minute over 5 min; the limit is {limits.InducedPerMinute:0.#}");
    }
}
