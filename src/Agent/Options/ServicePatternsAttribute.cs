using System.ComponentModel.DataAnnotations;

namespace GcWatch.Agent.Options;

/// <summary>At least one pattern, and none that is empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ServicePatternsAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyList<string> { Count: > 0 } patterns && patterns.All(pattern => pattern.TrimStart('!').Trim().Length > 0);

    public override string FormatErrorMessage(string name) => $"The field {name} must have patterns such as shop-*, or !shop-test for what is left out.";
}
