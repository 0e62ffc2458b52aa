using System.Text.Json.Serialization;

namespace GcWatch.Exporters.Alertmanager;

/// <summary>
/// <c>postableAlert</c> of Alertmanager's OpenAPI document, api/v2/openapi.yaml: the labels are the alert's identity, times are RFC 3339.
/// </summary>
internal sealed record PostableAlert(
    IReadOnlyDictionary<string, string> Labels, IReadOnlyDictionary<string, string> Annotations, DateTimeOffset StartsAt, DateTimeOffset EndsAt)
{
    /// <summary>A way back to who says so; a URI.</summary>
    [JsonPropertyName("generatorURL")]
    public Uri? GeneratorUrl { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostableAlert[]))]
internal sealed partial class AlertmanagerJson : JsonSerializerContext;
