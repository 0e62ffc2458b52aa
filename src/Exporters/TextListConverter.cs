using System.Text.Json;
using System.Text.Json.Serialization;

namespace GcWatch.Exporters;

/// <summary>A list of texts, or one text with semicolons, as an environment variable or the command line gives it.</summary>
public sealed class TextListConverter : JsonConverter<IReadOnlyList<string>>
{
    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return (reader.GetString() ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var texts = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String) texts.Add(reader.GetString() ?? "");
        return reader.TokenType == JsonTokenType.EndArray ? texts : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        writer.WriteStartArray();
        foreach (string text in value) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
