using System.Text.Json;
using GcWatch.Agent.Explain;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;

namespace GcWatch.Agent.Replay;

/// <summary>
/// The whole trace as JSON, schema 1 (docs/replay-json.md). Cycles are written as they complete; of a suspension 56 bytes are kept until
/// the end, so that a file of a gigabyte needs no gigabyte of memory.
/// </summary>
internal sealed class JsonReplayReport : IReplayReport
{
    private const int Schema = 1;
    private const int FlushAt = 1 << 16;

    private readonly ReplayTarget target;
    private readonly ReplaySummary summary = new();
    private readonly List<SuspensionRow> suspensions = [];
    private readonly Utf8JsonWriter json;

    public JsonReplayReport(Stream output, JudgeSettings settings)
    {
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        target = new ReplayTarget("replay", settings);
    }

    public void Take(GcEvent gcEvent)
    {
        Begin();
        foreach (GcFact fact in target.Take(gcEvent)) Take(fact);
    }

    public async Task FinishAsync(ReplayEnd end)
    {
        Begin();
        GcReport report = target.Finish();
        json.WriteEndArray();
        json.WriteStartArray("suspensions");
        foreach (SuspensionRow row in suspensions)
        {
            row.WriteTo(json);
            FlushIfLong();
        }

        json.WriteEndArray();
        WriteProcess(end);
        WriteSummary(report, end);
        JudgementJson.Write(json, report.Promises, target.Episodes);
        FindingsJson.Write(json, target.Explain(report));
        json.WriteEndObject();
        await json.FlushAsync().ConfigureAwait(false);
    }

    public void Dispose()
    {
        // What has not been finished by now never will be: no half a document.
        if (json.CurrentDepth > 0) json.Reset();
        json.Dispose();
    }

    /// <summary>Not before something was read: a file that is no trace prints nothing.</summary>
    private void Begin()
    {
        if (json.CurrentDepth > 0) return;
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteStartArray("cycles");
    }

    private void Take(GcFact fact)
    {
        summary.Take(fact);
        if (fact is GcFact.SuspensionOver over) suspensions.Add(new SuspensionRow(over.Suspension));
        if (fact is not GcFact.CycleComplete { Cycle: var cycle }) return;
        CycleJson.Write(json, cycle);
        FlushIfLong();
    }

    private void FlushIfLong()
    {
        if (json.BytesPending > FlushAt) json.Flush();
    }

    private void WriteProcess(ReplayEnd end)
    {
        json.WriteStartObject("process");
        json.WriteNumber("pid", end.ProcessId);
        if (end.StartedAt is { } startedAt) json.WriteString("recordingStartedAt", startedAt);
        json.WriteEndObject();
    }

    private void WriteSummary(GcReport report, ReplayEnd end)
    {
        TargetTotals totals = report.Totals;
        json.WriteStartObject("summary");
        json.WriteNumber("gcCount", totals.CycleCount);
        json.WriteNumber("suspensionCount", totals.Suspensions);
        json.WriteNumber("otherSuspensionCount", totals.OtherSuspensions.Values.Sum());
        json.WriteNumber("pauseTotalMs", totals.PauseTime.TotalMilliseconds);
        json.WriteNumber("unattributedPauseMs", totals.UnattributedPauseTime.TotalMilliseconds);
        json.WriteNumber("pauseMaxMs", summary.Quantile(1).TotalMilliseconds);
        json.WriteNumber("pauseP50Ms", summary.Quantile(0.5).TotalMilliseconds);
        json.WriteNumber("pauseP90Ms", summary.Quantile(0.9).TotalMilliseconds);
        json.WriteNumber("pauseP95Ms", summary.Quantile(0.95).TotalMilliseconds);
        json.WriteNumber("pauseP99Ms", summary.Quantile(0.99).TotalMilliseconds);
        json.WriteNumber("allocatedBytes", totals.Allocated.TotalBytes);
        json.WriteString("allocationSource", AllocationSourceName(totals.Allocated.Source));
        if (report.LiveHeapBytes is { } live) json.WriteNumber("liveHeapBytes", live);
        json.WriteNumber("events", totals.Health.Events);
        json.WriteNumber("eventsLost", end.EventsLost);
        json.WriteNumber("eventsDamaged", end.MalformedEvents);
        json.WriteNumber("eventsUnpaired", totals.Health.UnpairedEvents);
        json.WriteNumber("cyclesMissing", totals.Health.NumberGaps);
        json.WriteNumber("cyclesPartial", totals.Health.PartialCycles);
        json.WriteBoolean("complete", end.Fault is null);
        json.WriteEndObject();
    }

    private static string AllocationSourceName(AllocationSource source) => source switch
    {
        AllocationSource.None => "none",
        AllocationSource.HeapHistory => "heapHistory",
        AllocationSource.EventCounter => "eventCounter",
        AllocationSource.Counter => "counter",
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, "not a source"),
    };
}
