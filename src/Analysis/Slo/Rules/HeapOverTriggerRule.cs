using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>The compatibility rule <c>heap-over-trigger</c>, with a sample each 10 s.</summary>
internal sealed class HeapOverTriggerRule(RuleLimits limits, BaselineJudge judge) : IRule
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly HeapOverTrigger rule = new(limits.HeapOverTriggerFactor, limits.HeapOverTriggerCollections);
    private readonly RecentCount collections = new();
    private TimeSpan sampledAt;
    private RuleFinding finding = RuleFinding.Unknown;

    public RuleKind Kind => RuleKind.HeapOverTrigger;

    public TimeSpan Patience => TimeSpan.Zero;

    public TimeSpan Afterglow => TimeSpan.Zero;

    public void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.CycleComplete { Cycle: var cycle } && cycle.Generation >= limits.HeapOverTriggerFrom) collections.Add(at);
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        if (now - sampledAt < Interval) return finding;
        sampledAt = now;
        return finding = Sample(report, now);
    }

    private RuleFinding Sample(GcReport report, TimeSpan now)
    {
        if (report.Heap is not { } heap || judge.Latest?.Of(BaselineSignal.TriggerHeap) is not { State: not BaselineState.None } trigger) return RuleFinding.Unknown;
        double rate = collections.PerMinute(now);
        if (!rule.Advance(heap.SizeAfterBytes, trigger.Center, rate)) return RuleFinding.Good;
        return RuleFinding.Bad(
            $"the heap of {heap.SizeAfterBytes / 1e6:0} MB is over {limits.HeapOverTriggerFactor:0.0#} times its usual trigger of {trigger.Center / 1e6:0} MB, with {rate:0.#} collections a minute; the limit is {limits.HeapOverTriggerCollections:0.#}");
    }
}
