using System.Text.Json;

namespace GcWatch.Agent.Simulation;

/// <summary>The table for programs, schema 1 (docs/detection.md). What is not known is absent.</summary>
internal static class JsonScoreTable
{
    private const int Schema = 1;

    public static void Write(Stream output, IReadOnlyList<string> runs, IReadOnlyList<DetectorScores> detectors)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteStartArray("runs");
        foreach (string run in runs) json.WriteStringValue(run);
        json.WriteEndArray();
        json.WriteStartArray("detectors");
        foreach (DetectorScores detector in detectors) Write(json, detector);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, DetectorScores detector)
    {
        json.WriteStartObject();
        json.WriteString("detector", detector.Detector);
        json.WriteNumber("trueAlerts", detector.Seeds.Sum(seed => seed.TrueAlerts));
        json.WriteNumber("falseAlerts", detector.Seeds.Sum(seed => seed.FalseAlerts));
        json.WriteNumber("falseHeapAlerts", detector.Seeds.Sum(seed => seed.FalseAlertsOf(AnomalyKind.Leak)));
        json.WriteNumber("falseAllocationAlerts", detector.Seeds.Sum(seed => seed.FalseAlertsOf(AnomalyKind.Burst)));
        json.WriteNumber("falsePauseAlerts", detector.Seeds.Sum(seed => seed.FalseAlertsOf(AnomalyKind.Pause)));
        Write(json, "precision", detector.Precision);
        Write(json, "falseAlertsPerServiceWeek", detector.FalsePerServiceWeek);
        Write(json, "leak", detector, ScoreKind.Leak);
        Write(json, "burst", detector, ScoreKind.Burst);
        Write(json, "pause", detector, ScoreKind.Pause);
        Write(json, "pauseBelow2", detector, ScoreKind.SmallPause);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, DetectorScores detector, ScoreKind kind)
    {
        json.WriteStartObject(name);
        json.WriteNumber("labelled", detector.Seeds.Sum(seed => seed.Labelled(kind)));
        Write(json, "recall", detector.Recall(kind));
        Write(json, "medianDelayMinutes", detector.MedianDelay(kind));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Spread spread)
    {
        if (!double.IsFinite(spread.Mean)) return;
        json.WriteStartObject(name);
        json.WriteNumber("mean", Math.Round(spread.Mean, 6));
        json.WriteNumber("deviation", Math.Round(spread.Deviation, 6));
        json.WriteEndObject();
    }
}
