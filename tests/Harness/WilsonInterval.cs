using System.Globalization;

namespace GcWatch.Harness;

/// <summary>
/// A share with its 95 % confidence interval by Wilson (1927), which stays within 0 and 1 and is right for few cases and for shares of 0 and 1:
/// (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n).
/// </summary>
/// <param name="Hits">How many were.</param>
/// <param name="Cases">Of how many.</param>
public readonly record struct WilsonInterval(int Hits, int Cases)
{
    /// <summary>The normal distribution has 95 % within so many deviations.</summary>
    private const double Z = 1.959964;

    /// <summary>NaN without cases.</summary>
    public double Share => (double)Hits / Cases;

    /// <summary>0 without cases.</summary>
    public double Low => Cases == 0 ? 0 : Math.Max(0, Middle - HalfWidth);

    /// <summary>1 without cases.</summary>
    public double High => Cases == 0 ? 1 : Math.Min(1, Middle + HalfWidth);

    private double Middle => (Share + (Z * Z / (2 * Cases))) / (1 + (Z * Z / Cases));

    private double HalfWidth =>
        Z * Math.Sqrt((Share * (1 - Share) / Cases) + (Z * Z / (4.0 * Cases * Cases))) / (1 + (Z * Z / Cases));

    public override string ToString() => Cases == 0
        ? "no cases"
        : string.Create(CultureInfo.InvariantCulture, $"{Hits} of {Cases} = {Share:0.00} (95 %: {Low:0.00} to {High:0.00})");
}
