using System.Globalization;

namespace GcWatch.Analysis.Baselines;

/// <summary>What a baseline says of one signal in one minute.</summary>
/// <param name="Signal">Which signal.</param>
/// <param name="Value">What was measured, in the signal's unit; NaN: nothing was.</param>
/// <param name="Center">What is usual at this hour, the level included, in the signal's unit.</param>
/// <param name="Level">How far the last day lies above the hour-of-week profile, as a difference of logarithms.</param>
/// <param name="Scale">The usual spread, as a difference of logarithms.</param>
/// <param name="Ratio">Value by centre; of a slope e to their difference.</param>
/// <param name="ZScore">Distance from the centre in units of the scale.</param>
/// <param name="IsHot">This minute is out of the ordinary.</param>
/// <param name="HotMinutes">Hot minutes of the last <paramref name="OfMinutes"/>.</param>
/// <param name="OfMinutes">See <see cref="HotRule"/>.</param>
/// <param name="IsFiring">So many are that the rule fires.</param>
/// <param name="IsRebased">In the last hour the unusual was taken for the new usual.</param>
/// <param name="State">How much had been learnt.</param>
public sealed record SignalJudgement(
    BaselineSignal Signal, double Value, double Center, double Level, double Scale, double Ratio, double ZScore,
    bool IsHot, int HotMinutes, int OfMinutes, bool IsFiring, bool IsRebased, BaselineState State)
{
    public bool IsKnown => State != BaselineState.None && !double.IsNaN(Value);

    /// <summary>For people, with both numbers; the values in the signal's own unit.</summary>
    public string Sentence => !IsKnown
        ? ""
        : string.Create(CultureInfo.InvariantCulture,
            $"{Signal.Label()} {Value:g4} is {Ratio:0.00} times the {Center:g4} usual at this hour ({ZScore:0.0} spreads away; {HotMinutes} of {OfMinutes} minutes hot)");
}
