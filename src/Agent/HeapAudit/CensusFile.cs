using System.Text.Json;
using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Agent.HeapAudit;

/// <summary>A census with whose it is.</summary>
internal sealed record SavedCensus(string Name, int Pid, DatedCensus Dated);

/// <summary>The file of <c>--save</c>: JSON, schema 1 (docs/heap.md).</summary>
internal static class CensusFile
{
    private const int Schema = 1;

    public static void Write(string path, SavedCensus saved)
    {
        try
        {
            using FileStream stream = PrivateFile.Create(path);
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("name", saved.Name);
            json.WriteNumber("pid", saved.Pid);
            json.WriteString("takenAt", saved.Dated.TakenAt);
            json.WriteStartArray("types");
            foreach (TypeCount type in saved.Dated.Census.Types) Write(json, type);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.CannotWrite, $"cannot write {path}: {unwritable.Message}");
        }
    }

    /// <exception cref="AgentFault">It cannot be read, or is no census.</exception>
    public static SavedCensus Read(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using var document = JsonDocument.Parse(stream);
            JsonElement root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() != Schema) throw new AgentFault(ExitCode.BadInput, $"{path}: another schema than {Schema}");
            IEnumerable<TypeCount> types = root.GetProperty("types").EnumerateArray().Select(Type);
            return new SavedCensus(
                root.GetProperty("name").GetString() ?? "?",
                root.GetProperty("pid").GetInt32(),
                new DatedCensus(root.GetProperty("takenAt").GetDateTimeOffset(), new HeapCensus([.. types])));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new AgentFault(ExitCode.BadInput, $"cannot read {path}: {unreadable.Message}");
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AgentFault(ExitCode.BadInput, $"{path} is not a census of gcwatch heap --save");
        }
    }

    internal static void Write(Utf8JsonWriter json, TypeCount type)
    {
        json.WriteStartObject();
        json.WriteString("type", type.Name);
        json.WriteString("origin", Label(type.Origin));
        json.WriteNumber("objects", type.Objects);
        json.WriteNumber("bytes", type.Bytes);
        json.WriteEndObject();
    }

    internal static string Label(TypeOrigin origin) => origin switch
    {
        TypeOrigin.Application => "application",
        TypeOrigin.Container => "container",
        TypeOrigin.Framework => "framework",
        _ => throw new ArgumentOutOfRangeException(nameof(origin), origin, "not an origin"),
    };

    private static TypeCount Type(JsonElement type) => new(
        type.GetProperty("type").GetString() ?? "?",
        type.GetProperty("origin").GetString() switch
        {
            "application" => TypeOrigin.Application,
            "container" => TypeOrigin.Container,
            "framework" => TypeOrigin.Framework,
            _ => throw new FormatException("not an origin"),
        },
        type.GetProperty("objects").GetInt64(),
        type.GetProperty("bytes").GetInt64());
}
