using System.Text.Json;
using System.Text.Json.Serialization;

namespace GcWatch.Agent.Options;

/// <summary>true or false, also as a text, as an environment variable or the command line gives it.</summary>
public sealed class TextBooleanConverter : JsonConverter<bool>
{
    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? reader.GetBoolean() : throw new JsonException();
        return bool.TryParse(reader.GetString(), out bool value) ? value : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBooleanValue(value);
    }
}
