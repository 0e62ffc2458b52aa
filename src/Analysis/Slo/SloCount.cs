namespace GcWatch.Analysis.Slo;

/// <summary>What was good, bad, or not known: suspensions, or slices of time. Only grows.</summary>
public readonly record struct SloCount(long Good, long Bad, long Unknown)
{
    public static SloCount operator +(SloCount one, SloCount other) => Add(one, other);

    public static SloCount Add(SloCount one, SloCount other) => new(one.Good + other.Good, one.Bad + other.Bad, one.Unknown + other.Unknown);

    /// <summary>The bad share of what is known, 0–1; 0 where nothing is.</summary>
    public double BadShare => Good + Bad == 0 ? 0 : (double)Bad / (Good + Bad);
}
