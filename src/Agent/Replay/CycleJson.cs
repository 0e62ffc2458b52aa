using System.Text.Json;
using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Replay;

/// <summary>One cycle in schema 1. Times in ms since the recording began, sizes in bytes; what is not known is left out.</summary>
internal static class CycleJson
{
    public static void Write(Utf8JsonWriter json, GcCycle cycle)
    {
        json.WriteStartObject();
        json.WriteNumber("number", cycle.Number);
        json.WriteNumber("generation", (int)cycle.Generation);
        json.WriteString("type", cycle.Type + "GC");
        json.WriteString("reason", cycle.Reason.ToString());
        json.WriteNumber("startMs", cycle.StartedAt.TotalMilliseconds);
        json.WriteNumber("endMs", cycle.EndedAt.TotalMilliseconds);
        json.WriteNumber("pauseMs", cycle.Pause.TotalMilliseconds);
        json.WriteNumber("suspendMs", cycle.StopTime.TotalMilliseconds);
        json.WriteNumber("suspensionCount", cycle.SuspensionCount);
        if (cycle.Heap is { } heap) Write(json, heap);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, HeapSnapshot heap)
    {
        json.WriteNumber("heapBeforeBytes", heap.SizeBeforeBytes);
        json.WriteNumber("heapAfterBytes", heap.SizeAfterBytes);
        json.WriteNumber("fragmentedBytes", heap.FragmentedBytes);
        json.WriteNumber("promotedBytes", heap.PromotedBytes);
        if (heap.SurvivalRatio is { } ratio) json.WriteNumber("survivalRatio", ratio);
        json.WriteNumber("pinnedObjects", heap.PinnedObjects);
        json.WriteNumber("gcHandles", heap.GcHandles);
        json.WriteNumber("budgetBytes", heap.Generations[0].BudgetBytes);
        if (heap.CommittedBytes is { } committed) json.WriteNumber("committedBytes", committed);
        if (heap.BookkeepingBytes is { } bookkeeping) json.WriteNumber("bookkeepingBytes", bookkeeping);
        json.WriteNumber("heapCount", heap.HeapCount);
        json.WriteNumber("memoryLoadPercent", heap.MemoryLoadPercent);
        json.WriteStartArray("generations");
        foreach (GenerationFigures generation in heap.Generations) Write(json, generation);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, GenerationFigures generation)
    {
        json.WriteStartObject();
        json.WriteString("generation", generation.Generation.Label());
        json.WriteNumber("sizeBeforeBytes", generation.SizeBeforeBytes);
        json.WriteNumber("sizeAfterBytes", generation.SizeAfterBytes);
        json.WriteNumber("fragmentedBytes", generation.FragmentedBytes);
        json.WriteNumber("promotedBytes", generation.PromotedBytes);
        json.WriteNumber("budgetBytes", generation.BudgetBytes);
        if (generation.SurvivalRatio is { } ratio) json.WriteNumber("survivalRatio", ratio);
        json.WriteEndObject();
    }
}
