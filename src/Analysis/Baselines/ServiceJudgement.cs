using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>What a service's baseline says of one minute.</summary>
/// <param name="Minute">Which.</param>
/// <param name="Signals">One for each signal that was ever measured.</param>
/// <param name="Leak">What the leak detector says.</param>
/// <param name="State">How much had been learnt, by the signal that has learnt most.</param>
public sealed record ServiceJudgement(DateTimeOffset Minute, ImmutableArray<SignalJudgement> Signals, LeakVerdict Leak, BaselineState State)
{
    public SignalJudgement? Of(BaselineSignal signal)
    {
        foreach (SignalJudgement judgement in Signals)
        {
            if (judgement.Signal == signal) return judgement;
        }

        return null;
    }
}
