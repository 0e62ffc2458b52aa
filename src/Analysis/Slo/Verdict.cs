namespace GcWatch.Analysis.Slo;

/// <summary>What a rule says of a target at one tick.</summary>
/// <param name="Rule">Which rule.</param>
/// <param name="State">Whether it fires.</param>
/// <param name="Since">Since when it has been in this state, since the session began.</param>
/// <param name="Sentence">Why, in one sentence with what was measured and the limit; empty where nothing is known.</param>
public sealed record Verdict(RuleKind Rule, VerdictState State, TimeSpan Since, string Sentence)
{
    public bool IsFiring => State == VerdictState.Firing;
}

public enum VerdictState
{
    /// <summary>Nothing to judge by yet. Not the same as good.</summary>
    NotEnoughData,

    Good,

    /// <summary>The condition holds, but not for long enough yet.</summary>
    Pending,

    Firing,
}
