using System.Text;
using System.Text.Json;
using GcWatch.Analysis.Allocations;

namespace GcWatch.Agent.Allocs;

/// <summary>Sampled allocations for programs, schema 1 (docs/allocations.md).</summary>
internal static class AllocsJson
{
    private const int Schema = 1;

    public static string Text(AllocsReport report)
    {
        AllocationBreakdown breakdown = report.Breakdown;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            WriteHead(json, report);
            json.WriteStartObject("total");
            Write(json, breakdown.Total);
            json.WriteEndObject();
            Array(json, "causes", breakdown.Causes, cause => (cause.Estimate, () => json.WriteString("cause", cause.Cause.Label())));
            Array(json, "types", breakdown.Types.Take(report.Top), type => (type.Estimate, () => WriteType(json, type)));
            Array(json, "places", breakdown.Sites.Take(report.Top), site => (site.Estimate, () => WriteSite(json, site)));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteHead(Utf8JsonWriter json, AllocsReport report)
    {
        json.WriteNumber("schema", Schema);
        json.WriteNumber("pid", report.Target.Pid);
        json.WriteString("program", report.Target.Name);
        json.WriteString("runtime", report.Target.Runtime.Version);
        json.WriteString("sampling", report.Breakdown.Sampling == AllocationSampling.Random ? "random" : "ticks");
        json.WriteNumber("seconds", Math.Round(report.Breakdown.Duration.TotalSeconds, 3));
        json.WriteNumber("lostEvents", report.Sampled.End.LostEvents);
        json.WriteNumber("assemblies", report.Assemblies);
        json.WriteNumber("methods", report.Sampled.MethodCount);
    }

    private static void WriteType(Utf8JsonWriter json, TypeFigure type)
    {
        json.WriteString("type", type.TypeName);
        json.WriteString("cause", type.Cause.Label());
        json.WriteString("heap", AllocsText.Label(type.Heap));
    }

    private static void WriteSite(Utf8JsonWriter json, SiteFigure site)
    {
        json.WriteString("place", site.Site);
        json.WriteString("cause", site.Cause.Label());
    }

    private static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> figures, Func<T, (AllocationEstimate Estimate, Action WriteKey)> split)
    {
        json.WriteStartArray(name);
        foreach (T figure in figures)
        {
            (AllocationEstimate estimate, Action writeKey) = split(figure);
            json.WriteStartObject();
            writeKey();
            Write(json, estimate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, AllocationEstimate estimate)
    {
        json.WriteNumber("samples", estimate.Samples);
        json.WriteNumber("bytes", Math.Round(estimate.Bytes));
        json.WriteNumber("bytesError", Math.Round(estimate.BytesError));
        json.WriteNumber("objects", Math.Round(estimate.Objects));
        json.WriteNumber("objectsError", Math.Round(estimate.ObjectsError));
        json.WriteNumber("share", Math.Round(estimate.Share, 6));
        json.WriteNumber("shareError", Math.Round(estimate.ShareError, 6));
    }
}
