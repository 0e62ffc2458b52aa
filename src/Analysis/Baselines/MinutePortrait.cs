using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Baselines;

/// <summary>Gathers what a target does within a minute, for its baseline. One owner.</summary>
public sealed class MinutePortrait
{
    private readonly int[] collections = new int[3];
    private readonly bool[] hasSurvival = new bool[3];
    private readonly TriggerTrend trend = new();
    private double triggerSum;
    private double liveBytes = double.NaN;
    private AllocationReading? from;
    private AllocationReading? latest;

    public void Take(GcFact fact)
    {
        if (fact is GcFact.AllocationRead { Reading: var reading }) latest = reading;
        if (fact is not GcFact.CycleComplete { Cycle: { Heap: { } heap } cycle }) return;
        int generation = (int)cycle.Generation;
        collections[generation]++;
        hasSurvival[generation] = true;
        triggerSum += heap.SizeBeforeBytes;
        if (cycle.Generation == GcGeneration.Gen2) liveBytes = heap.OccupiedBytes;
    }

    /// <summary>Closes the minute; the next one begins.</summary>
    /// <param name="minute">When it began.</param>
    /// <param name="processAge">Of the process.</param>
    /// <param name="report">All that is known at its end.</param>
    public MinuteValues Close(DateTimeOffset minute, TimeSpan processAge, GcReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        int cycles = collections.Sum();
        double trigger = cycles > 0 ? triggerSum / cycles : double.NaN;
        var values = new MinuteValues(minute, processAge)
        {
            [BaselineSignal.AllocationRate] = AllocationRate(),
            [BaselineSignal.LiveHeap] = liveBytes,
            [BaselineSignal.TriggerHeap] = trigger,
            [BaselineSignal.TriggerHeapSlope] = trend.PerHour(minute, trigger),
        };
        AddPauses(values, report);
        AddGenerations(values, report);
        if (cycles > 0 && report.Heap is { SizeAfterBytes: > 0 } heap) values[BaselineSignal.Fragmentation] = (double)heap.FragmentedBytes / heap.SizeAfterBytes;
        Clear();
        return values;
    }

    private static void AddPauses(MinuteValues values, GcReport report)
    {
        if (report.Pauses.IsEmpty || report.Pauses[0].Count == 0) return;
        values[BaselineSignal.PauseP50] = report.Pauses[0].P50.TotalSeconds;
        values[BaselineSignal.PauseP99] = report.Pauses[0].P99.TotalSeconds;
    }

    private void AddGenerations(MinuteValues values, GcReport report)
    {
        for (int generation = 0; generation < collections.Length; generation++)
        {
            values[BaselineSignal.Gen0Rate + generation] = collections[generation];
            if (hasSurvival[generation] && report.SurvivalRatio[generation] is { } ratio) values[BaselineSignal.SurvivalGen0 + generation] = ratio;
        }
    }

    /// <summary>Bytes a second between the last readings of two minutes; NaN where the counter began anew between them.</summary>
    private double AllocationRate()
    {
        AllocationReading? before = from;
        from = latest;
        return before is { } start && latest is { } end && start.Source == end.Source && end.At > start.At && end.TotalBytes >= start.TotalBytes
            ? (end.TotalBytes - start.TotalBytes) / (end.At - start.At).TotalSeconds
            : double.NaN;
    }

    private void Clear()
    {
        Array.Clear(collections);
        Array.Clear(hasSurvival);
        triggerSum = 0;
        liveBytes = double.NaN;
    }
}
