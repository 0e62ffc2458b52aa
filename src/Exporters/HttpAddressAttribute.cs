using System.ComponentModel.DataAnnotations;

namespace GcWatch.Exporters;

/// <summary>An absolute http or https address, or none.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HttpAddressAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null
        || (value is Uri { IsAbsoluteUri: true } address && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));

    public override string FormatErrorMessage(string name) => $"The field {name} must be an http or https address.";
}
