using System.Text.Json;
using System.Text.Json.Serialization;

namespace GcWatch.Agent.Options;

/// <summary>Strict reading of the configuration: an unknown key or a wrong shape is an error with its path.</summary>
[JsonSourceGenerationOptions(
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    PropertyNameCaseInsensitive = true,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentOptions))]
internal sealed partial class OptionsContext : JsonSerializerContext;
