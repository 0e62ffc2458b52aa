using System.Globalization;

namespace GcWatch.Lab;

/// <summary>A numeric option of a workload. 1 MB is 1,000,000 bytes and 1 KB is 1,000 bytes.</summary>
/// <param name="Name">The key without its dashes; it carries the unit.</param>
/// <param name="Default">Used when the option is not given.</param>
internal sealed record WorkloadOption(string Name, double Default)
{
    public const long BytesPerMegabyte = 1_000_000;

    public const long BytesPerKilobyte = 1_000;

    public double Minimum { get; init; }

    public double Maximum { get; init; } = 1_000_000;

    /// <summary>Whether a fraction makes no sense here, as for a generation.</summary>
    public bool IsWhole { get; init; }

    public bool TryParse(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
        && value >= Minimum && value <= Maximum
        && (!IsWhole || double.IsInteger(value));

    public string Expectation => string.Create(
        CultureInfo.InvariantCulture,
        $"a {(IsWhole ? "whole number" : "number")} between {Minimum} and {Maximum}");
}
