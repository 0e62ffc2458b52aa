using System.Collections.Immutable;
using System.Text.Json;
using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Replay;

/// <summary>What is kept of a suspension until the end of a JSON replay.</summary>
internal readonly struct SuspensionRow(Suspension suspension)
{
    private readonly TimeSpan beganAt = suspension.BeganAt;
    private readonly TimeSpan duration = suspension.Duration;
    private readonly TimeSpan stopTime = suspension.StopTime;
    private readonly TimeSpan restartTime = suspension.RestartTime;
    private readonly SuspensionReason reason = suspension.Reason;
    private readonly int[] cycles = [.. suspension.Cycles.Select(cycle => cycle.Number)];

    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("startMs", beganAt.TotalMilliseconds);
        json.WriteNumber("durationMs", duration.TotalMilliseconds);
        json.WriteNumber("suspendMs", stopTime.TotalMilliseconds);
        json.WriteNumber("restartMs", restartTime.TotalMilliseconds);
        json.WriteString("reason", "Suspend" + reason);
        json.WriteBoolean("isGc", reason.IsGc());
        json.WriteStartArray("cycles");
        foreach (int number in cycles) json.WriteNumberValue(number);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
