using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>Gen2 collections follow each other: each looks at the whole heap.</summary>
internal sealed class Gen2StormRule(RuleLimits limits) : IRule
{
    private readonly RecentCount collections = new();

    public RuleKind Kind => RuleKind.Gen2Storm;

    public TimeSpan Patience => TimeSpan.FromMinutes(1);

    public TimeSpan Afterglow => TimeSpan.Zero;

    public void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.CycleComplete { Cycle.Generation: GcGeneration.Gen2 }) collections.Add(at);
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        double rate = collections.PerMinute(now);
        return rate <= limits.Gen2PerMinute
            ? RuleFinding.Good
            : RuleFinding.Bad($"{rate:0.#} gen2 collections a minute over 5 min; the limit is {limits.Gen2PerMinute:0.#}");
    }
}
