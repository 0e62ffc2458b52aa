using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace GcWatch.Exporters;

/// <summary>A range of time spans, ends included; unlike the framework's range attribute it needs no reflection.</summary>
/// <param name="minimum">The shortest allowed, as hh:mm:ss.</param>
/// <param name="maximum">The longest allowed, as hh:mm:ss.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationRangeAttribute(string minimum, string maximum) : ValidationAttribute
{
    public string Minimum => minimum;

    public string Maximum => maximum;

    public override bool IsValid(object? value) => value is TimeSpan span
        && span >= TimeSpan.Parse(minimum, CultureInfo.InvariantCulture)
        && span <= TimeSpan.Parse(maximum, CultureInfo.InvariantCulture);

    public override string FormatErrorMessage(string name) => $"The field {name} must be between {minimum} and {maximum}.";
}
