using System.Text.Json;
using GcWatch.Analysis.Findings;

namespace GcWatch.Agent.Explain;

/// <summary>The fields <c>findings</c> and <c>notJudged</c> of docs/replay-json.md.</summary>
internal static class FindingsJson
{
    public static void Write(Utf8JsonWriter json, FindingsReport report)
    {
        json.WriteStartArray("findings");
        foreach (Finding finding in report.Findings) Write(json, finding);
        json.WriteEndArray();
        json.WriteStartArray("notJudged");
        foreach (Unjudged unjudged in report.Unjudged) Write(json, unjudged);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        FindingDefinition definition = FindingDefinition.Of(finding.Kind);
        json.WriteStartObject();
        json.WriteString("kind", definition.Label);
        json.WriteNumber("pauseShare", finding.Cost.PauseShare);
        json.WriteNumber("wastedBytes", finding.Cost.WastedBytes);
        json.WriteString("sentence", finding.Sentence);
        if (finding.Place is { } place) Write(json, place);
        WriteLines(json, "evidence", finding.Evidence);
        WriteLines(json, "advice", finding.Advice);
        json.WriteString("page", definition.Page);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FindingPlace place)
    {
        json.WriteStartObject("place");
        json.WriteString("method", place.Method);
        json.WriteNumber("share", place.Share);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Unjudged unjudged)
    {
        json.WriteStartObject();
        json.WriteString("kind", FindingDefinition.Of(unjudged.Kind).Label);
        json.WriteString("needs", unjudged.Missing);
        json.WriteEndObject();
    }

    private static void WriteLines(Utf8JsonWriter json, string name, IEnumerable<string> lines)
    {
        json.WriteStartArray(name);
        foreach (string line in lines) json.WriteStringValue(line);
        json.WriteEndArray();
    }
}
