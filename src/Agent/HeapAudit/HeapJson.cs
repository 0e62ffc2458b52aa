using System.Text;
using System.Text.Json;
using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Agent.HeapAudit;

/// <summary>A census, or a comparison, for programs: schema 1 (docs/heap.md).</summary>
internal static class HeapJson
{
    private const int Schema = 1;

    public static string Text(HeapReport report, int top)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("name", report.Name);
            json.WriteNumber("pid", report.Pid);
            json.WriteString("takenAt", report.Last.TakenAt);
            json.WriteNumber("objects", report.Last.Census.Objects);
            json.WriteNumber("bytes", report.Last.Census.Bytes);
            Array(json, "walks", report.Walks, Write);
            Array(json, "types", report.Last.Census.Types.Take(top), CensusFile.Write);
            if (report.Comparison is { } comparison) Write(json, comparison, top);
            json.WriteBoolean("allReferencesKept", report.IsGraphWhole);
            Array(json, "held", report.Held, Write);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, HeapWalked walk)
    {
        json.WriteStartObject();
        json.WriteNumber("pauseSeconds", walk.Pause.TotalSeconds);
        json.WriteNumber("expectedPauseSecondsLeast", walk.Forecast.ShortestPause.TotalSeconds);
        json.WriteNumber("expectedPauseSecondsMost", walk.Forecast.LongestPause.TotalSeconds);
        json.WriteNumber("walkSeconds", walk.Took.TotalSeconds);
        json.WriteNumber("objects", walk.Dated.Census.Objects);
        json.WriteNumber("bytes", walk.Dated.Census.Bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CensusComparison comparison, int top)
    {
        json.WriteStartObject("growth");
        json.WriteNumber("seconds", comparison.Over.TotalSeconds);
        json.WriteNumber("objects", comparison.After.Objects - comparison.Before.Objects);
        json.WriteNumber("bytes", comparison.After.Bytes - comparison.Before.Bytes);
        Array(json, "suspects", comparison.Suspects, Write);
        Array(json, "types", comparison.Types.Where(type => type.Bytes != 0).Take(top), Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TypeGrowth type)
    {
        json.WriteStartObject();
        json.WriteString("type", type.Name);
        json.WriteString("origin", CensusFile.Label(type.Origin));
        json.WriteNumber("objects", type.Objects);
        json.WriteNumber("bytes", type.Bytes);
        if (type.BytesPerHour is { } rate) json.WriteNumber("bytesPerHour", Math.Round(rate));
        if (type.MostSurvival is { } kept) json.WriteNumber("survivalAtMost", kept);
        json.WriteBoolean("steady", type.IsSteady);
        json.WriteNumber("objectsNow", type.After.Objects);
        json.WriteNumber("bytesNow", type.After.Bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeldType held)
    {
        json.WriteStartObject();
        json.WriteString("type", held.Type);
        Array(json, "paths", held.Paths, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RetainingPath path)
    {
        json.WriteStartObject();
        json.WriteString("root", path.Root.ToString());
        json.WriteNumber("objects", path.Objects);
        json.WriteNumber("sampled", path.Sampled);
        Array(json, "steps", path.Steps, (writer, step) =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", step.Type);
            writer.WriteNumber("times", step.Times);
            writer.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items) write(json, item);
        json.WriteEndArray();
    }
}
