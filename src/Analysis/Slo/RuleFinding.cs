namespace GcWatch.Analysis.Slo;

/// <summary>What a rule finds at one tick.</summary>
/// <param name="Holds">Whether its condition holds now; null where there is nothing to judge by.</param>
/// <param name="Sentence">Why, with what was measured and the limit.</param>
public readonly record struct RuleFinding(bool? Holds, string Sentence)
{
    public static readonly RuleFinding Unknown = new(null, "");

    public static readonly RuleFinding Good = new(false, "");

    public static RuleFinding Bad(FormattableString sentence) => new(true, FormattableString.Invariant(sentence));
}
