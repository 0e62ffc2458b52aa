using System.ComponentModel.DataAnnotations;

namespace GcWatch.Agent.Options;

/// <summary>Each one is a rule that <see cref="SelectionRule"/> understands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SelectionRulesAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is IReadOnlyList<string> rules && rules.All(rule => SelectionRule.Parse(rule) is not null);

    public override string FormatErrorMessage(string name) => $"The field {name} must have rules of the form name:PATTERN, cmd:PATTERN or env:VARIABLE=PATTERN.";
}
