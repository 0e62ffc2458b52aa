using System.Text.Json;
using GcWatch.Analysis;
using GcWatch.Analysis.Findings;

namespace GcWatch.Agent.Explain;

/// <summary>An explanation as JSON, schema 1 (docs/findings.md). What is not known is left out.</summary>
internal static class ExplanationJson
{
    private const int Schema = 1;

    public static void Write(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        WriteProcess(json, explanation);
        WriteWatched(json, explanation.Span, explanation.HasEnded);
        WriteSurroundings(json, explanation.Span.Surroundings);
        FindingsJson.Write(json, explanation.Report);
        json.WriteEndObject();
    }

    private static void WriteProcess(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartObject("process");
        json.WriteNumber("pid", explanation.Target.Pid);
        json.WriteString("name", explanation.Target.Name);
        json.WriteString("runtime", explanation.Target.Runtime.Version);
        json.WriteEndObject();
    }

    private static void WriteWatched(Utf8JsonWriter json, InspectedSpan span, bool hasEnded)
    {
        TargetTotals totals = span.Report.Totals;
        json.WriteStartObject("watched");
        json.WriteNumber("seconds", span.Length.TotalSeconds);
        json.WriteBoolean("targetEnded", hasEnded);
        json.WriteNumber("gcCount", totals.CycleCount);
        json.WriteNumber("pauseShare", span.Share(totals.PauseTime));
        if (span.Report.Heap is { } heap)
        {
            json.WriteNumber("heapBytes", heap.SizeAfterBytes);
            json.WriteNumber("heapCount", heap.HeapCount);
        }

        json.WriteEndObject();
    }

    private static void WriteSurroundings(Utf8JsonWriter json, TargetSurroundings place)
    {
        json.WriteStartObject("surroundings");
        if (place.CpuLimit is { } cpu) json.WriteNumber("cpuLimit", cpu);
        if (place.MemoryLimitBytes is { } memory) json.WriteNumber("memoryLimitBytes", memory);
        if (place.Throttled is { } throttled) json.WriteNumber("throttledSeconds", throttled.TotalSeconds);
        json.WriteStartObject("variables");
        foreach ((string name, string value) in place.Variables) json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
