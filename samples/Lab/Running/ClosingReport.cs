using System.Diagnostics;
using System.Runtime;
using System.Text.Json;

namespace GcWatch.Lab.Running;

/// <summary>
/// What the process knows about itself at the end of a run, as one line of JSON: the truth to compare the agent with.
/// Except for seconds and operations, and what is for each of these, everything counts from the start of the process. gen0 is <see cref="GC.CollectionCount"/>:
/// a collection of generation 2 counts in gen0 and gen1 too. The heap is as the last collection left it.
/// </summary>
internal sealed class ClosingReport(string scenario, TimeSpan elapsed, WorkloadContext work)
{
    public void PrintTo(Stream output)
    {
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            WriteWork(json);
            WriteCollections(json);
            WriteHeap(json, GC.GetGCMemoryInfo(GCKind.Any));
            json.WriteBoolean("serverGc", GCSettings.IsServerGC);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        output.Flush();
    }

    private void WriteWork(Utf8JsonWriter json)
    {
        json.WriteString("scenario", scenario);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("operations", work.Operations);
        json.WriteNumber("operationsPerSecond", Math.Round(work.Count.PerSecond(work.Operations), 1));
        json.WriteNumber("allocatedBytesPerOperation", Math.Round(work.Count.BytesPer(work.Operations), 2));
        if (work.Faults is { } faults) json.WriteNumber("faults", faults);
        json.WriteNumber("allocatedBytes", GC.GetTotalAllocatedBytes(precise: true));
    }

    private static void WriteCollections(Utf8JsonWriter json)
    {
        using Process self = Process.GetCurrentProcess();
        json.WriteNumber("gen0", GC.CollectionCount(0));
        json.WriteNumber("gen1", GC.CollectionCount(1));
        json.WriteNumber("gen2", GC.CollectionCount(2));
        json.WriteNumber("totalPauseMs", GC.GetTotalPauseDuration().TotalMilliseconds);
        json.WriteNumber("cpuMs", self.TotalProcessorTime.TotalMilliseconds);
    }

    private static void WriteHeap(Utf8JsonWriter json, GCMemoryInfo heap)
    {
        json.WriteNumber("heapSizeBytes", heap.HeapSizeBytes);
        json.WriteNumber("fragmentedBytes", heap.FragmentedBytes);
        json.WriteNumber("promotedBytes", heap.PromotedBytes);
        json.WriteNumber("totalCommittedBytes", heap.TotalCommittedBytes);
    }
}
