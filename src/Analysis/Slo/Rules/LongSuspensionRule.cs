using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>One GC suspension was far too long, whatever the rest are like.</summary>
internal sealed class LongSuspensionRule(RuleLimits limits) : IRule
{
    private Suspension? longest;

    public RuleKind Kind => RuleKind.LongSuspension;

    public TimeSpan Patience => TimeSpan.Zero;

    public TimeSpan Afterglow => TimeSpan.FromMinutes(5);

    public void Take(GcFact fact, TimeSpan at)
    {
        if (fact is not GcFact.SuspensionOver { Suspension: { IsGc: true } pause } || pause.Duration < limits.LongSuspension) return;
        if (longest is null || pause.Duration > longest.Duration) longest = pause;
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        if (longest is not { } pause) return RuleFinding.Good;
        longest = null;
        string collection = pause.CountedUnder is { } cycle ? $" ({cycle.Generation.Label()}, number {cycle.Number})" : "";
        return RuleFinding.Bad($"a pause of {pause.Duration.TotalMilliseconds:0} ms{collection}; the limit is {limits.LongSuspension.TotalMilliseconds:0} ms");
    }
}
