using System.Text.Json;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Replay;

/// <summary>The fields <c>promises</c> and <c>alerts</c> of docs/replay-json.md.</summary>
internal static class JudgementJson
{
    public static void Write(Utf8JsonWriter json, IEnumerable<PromiseStanding> promises, IEnumerable<AlertEpisode> episodes)
    {
        json.WriteStartArray("promises");
        foreach (PromiseStanding standing in promises) Write(json, standing);
        json.WriteEndArray();
        json.WriteStartArray("alerts");
        foreach (AlertEpisode episode in episodes) Write(json, episode);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, PromiseStanding standing)
    {
        json.WriteStartObject();
        json.WriteString("name", standing.Promise.Name);
        json.WriteString("tier", standing.Promise.Tier.Label());
        json.WriteNumber("objective", standing.Promise.Objective);
        json.WriteNumber("good", standing.Count.Good);
        json.WriteNumber("bad", standing.Count.Bad);
        json.WriteNumber("unknown", standing.Count.Unknown);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AlertEpisode episode)
    {
        json.WriteStartObject();
        json.WriteString("alert", episode.Alert.AlertName);
        json.WriteString("severity", episode.Alert.Severity.Label());
        json.WriteNumber("startMs", episode.BeganAt.TotalMilliseconds);
        if (episode.EndedAt is { } endedAt) json.WriteNumber("endMs", endedAt.TotalMilliseconds);
        json.WriteString("sentence", episode.Sentence);
        json.WriteEndObject();
    }
}
