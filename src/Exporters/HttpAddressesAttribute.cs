using System.ComponentModel.DataAnnotations;

namespace GcWatch.Exporters;

/// <summary>A list of absolute http or https addresses; it may be empty.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressesAttribute : ValidationAttribute
{
    private static readonly HttpAddressAttribute Each = new();

    public override bool IsValid(object? value) => value is IEnumerable<string> addresses
        && addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out Uri? parsed) && Each.IsValid(parsed));

    public override string FormatErrorMessage(string name) => $"The field {name} must be http or https addresses.";
}
