using System.ComponentModel.DataAnnotations;
using GcWatch.Agent.Baselines;

namespace GcWatch.Agent.Options;

/// <summary>Each one is a span that <see cref="ExcludedSpan"/> understands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ExcludedSpansAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is IReadOnlyList<string> spans && spans.All(span => ExcludedSpan.Parse(span) is not null);

    public override string FormatErrorMessage(string name) => $"The field {name} must have spans of the form FROM/TO or FROM/TO/SERVICE, such as 2026-03-02T08:00Z/2026-03-02T10:00Z/shop-*.";
}
