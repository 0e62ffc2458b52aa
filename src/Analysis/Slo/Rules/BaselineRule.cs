using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>Says what the baseline found of the last whole minute.</summary>
internal sealed class BaselineRule(RuleKind kind, BaselineJudge judge, Func<ServiceJudgement, RuleFinding> read) : IRule
{
    public RuleKind Kind => kind;

    /// <summary>The baseline counts hot minutes itself.</summary>
    public TimeSpan Patience => TimeSpan.Zero;

    public TimeSpan Afterglow => TimeSpan.Zero;

    public static IRule[] All(BaselineJudge judge) =>
    [
        new BaselineRule(RuleKind.PauseRegression, judge, latest => Of(latest, BaselineSignal.PauseP99)),
        new BaselineRule(RuleKind.HeapGrowth, judge, latest => Of(latest, BaselineSignal.LiveHeap)),
        new BaselineRule(RuleKind.AllocationBurst, judge, latest => Of(latest, BaselineSignal.AllocationRate)),
        new BaselineRule(RuleKind.Leak, judge, Leak),
        new BaselineRule(RuleKind.BaselineRebased, judge, Rebased),
    ];

    public void Take(GcFact fact, TimeSpan at)
    {
        // The judge takes the facts, once for all of these rules.
    }

    public RuleFinding Judge(GcReport report, TimeSpan now) => judge.Latest is { } latest ? read(latest) : RuleFinding.Unknown;

    private static RuleFinding Of(ServiceJudgement latest, BaselineSignal signal) => latest.Of(signal) switch
    {
        null or { State: BaselineState.None } => RuleFinding.Unknown,
        { IsFiring: true } hot => RuleFinding.Bad($"{hot.Sentence}"),
        _ => RuleFinding.Good,
    };

    private static RuleFinding Leak(ServiceJudgement latest) => latest.Leak switch
    {
        { IsKnown: false } => RuleFinding.Unknown,
        { IsFiring: true } leak => RuleFinding.Bad($"{leak.Sentence}"),
        _ => RuleFinding.Good,
    };

    private static RuleFinding Rebased(ServiceJudgement latest)
    {
        SignalJudgement? rebased = latest.Signals.FirstOrDefault(signal => signal.IsRebased);
        return rebased is null ? RuleFinding.Good : RuleFinding.Bad($"{rebased.Signal.Label()} was unusual for 72 h: {rebased.Center:g4} is the new baseline");
    }
}
