using System.Text;
using System.Text.Json;

namespace GcWatch.Agent.Gate;

/// <summary>A verdict for programs, schema 1 (docs/gate.md).</summary>
internal static class GateJson
{
    private const int Schema = 1;

    public static string Text(GateVerdict verdict, int commandExit)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteNumber("commandExitCode", commandExit);
            if (verdict.HasBudget) json.WriteBoolean("withinBudget", !verdict.IsBroken);
            json.WriteStartArray("faults");
            foreach (string fault in verdict.Faults) json.WriteStringValue(fault);
            json.WriteEndArray();
            json.WriteStartArray("processes");
            foreach (ProcessFigures process in verdict.Figures.Processes) Write(json, process);
            json.WriteEndArray();
            json.WriteStartArray("measures");
            foreach (VerdictLine line in verdict.Lines) Write(json, line);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ProcessFigures process)
    {
        json.WriteStartObject();
        json.WriteString("process", process.Name);
        json.WriteNumber("watchedSeconds", process.Watched.TotalSeconds);
        json.WriteNumber("pauses", process.Pauses.Count);
        json.WriteNumber("collections", process.Count(_ => true));
        json.WriteNumber("firstCollection", process.FirstCollection);
        json.WriteNumber("collectionsMissed", process.Missed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VerdictLine line)
    {
        json.WriteStartObject();
        json.WriteString("key", line.Measure.Key);
        json.WriteString("unit", line.Measure.Unit switch
        {
            BudgetUnit.Duration => "seconds",
            BudgetUnit.Bytes => "bytes",
            BudgetUnit.Count => "count",
            BudgetUnit.Share => "share",
            var other => throw new ArgumentOutOfRangeException(nameof(line), other, "not a unit"),
        });
        if (line.Most is { } most)
        {
            json.WriteNumber("budget", most);
            json.WriteBoolean("within", !line.IsBroken);
        }

        json.WriteStartArray("values");
        foreach (ProcessFigures figures in line.Figures)
        {
            json.WriteStartObject();
            json.WriteString("process", figures.Name);
            json.WriteNumber("value", Math.Round(line.Measure.Read(figures), 9));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
