using System.Collections.Immutable;

namespace GcWatch.Analysis.Gc;

/// <summary>A cycle whose figures are still coming in. Belongs to the loop of its <see cref="GcTracker"/>.</summary>
/// <param name="start">Its GCStart.</param>
/// <param name="isHalfSeen">True if its suspension began before the session did: its pause can never be known.</param>
internal sealed class OpenCycle(GcEvent.CycleStarted start, bool isHalfSeen)
{
    private readonly HeapGeneration[] generations = new HeapGeneration[GcGenerations.Count];
    private GcEvent.HeapMeasured? measured;
    private GcEvent.CycleDescribed? described;
    private GcEvent.CycleEnded? ended;
    private int heapsDescribed;
    private TimeSpan pause;
    private TimeSpan stopTime;
    private int suspensionCount;

    public CycleName Name => new(start.Number, start.Generation, start.Type);

    public TimeSpan StartedAt => start.At;

    public bool IsBackground => start.Type == GcCycleType.Background;

    /// <summary>True if the beginning or the end of one of its suspensions was not seen: its pause can never be known.</summary>
    public bool IsHalfSeen { get; private set; } = isHalfSeen;

    /// <summary>Its share of the suspensions so far.</summary>
    public TimeSpan Pause => pause;

    public bool HasEnded => ended is not null;

    /// <summary>When its GCEnd came; null until then.</summary>
    public TimeSpan? EndedAt => ended?.At;

    /// <summary>True once every event that belongs to a cycle has come.</summary>
    public bool IsFullyDescribed => HasEnded && measured is not null && described is not null && heapsDescribed >= described.HeapCount;

    public void AddPause(TimeSpan share, TimeSpan shareOfStopTime)
    {
        pause += share;
        stopTime += shareOfStopTime;
        suspensionCount++;
    }

    public void LoseSuspension() => IsHalfSeen = true;

    public void End(GcEvent.CycleEnded end) => ended = end;

    /// <summary>Takes the statistics if they are this cycle's: the thread that raised GCEnd raises them next.</summary>
    public bool TryMeasure(GcEvent.HeapMeasured measurement)
    {
        if (measured is not null || ended?.ThreadId != measurement.ThreadId) return false;
        measured = measurement;
        return true;
    }

    public void Describe(GcEvent.CycleDescribed description) => described ??= description;

    /// <summary>Takes one heap's figures if they are this cycle's: the thread that described the cycle describes its heaps.</summary>
    public bool TryDescribe(GcEvent.HeapDescribed heap)
    {
        if (described?.ThreadId != heap.ThreadId || heapsDescribed >= described.HeapCount) return false;
        heapsDescribed++;
        for (int i = 0; i < generations.Length; i++) generations[i] += heap.Generations[i];
        return true;
    }

    public GcCycle Complete(TimeSpan at, GcEvent.CommittedMeasured? committed) => new()
    {
        Number = start.Number,
        Generation = start.Generation,
        Type = start.Type,
        Reason = start.Reason,
        StartedAt = start.At,
        EndedAt = ended?.At ?? at,
        Pause = pause,
        StopTime = stopTime,
        SuspensionCount = suspensionCount,
        Heap = IsFullyDescribed ? TakeSnapshot(measured!, described!, committed) : null,
    };

    private HeapSnapshot TakeSnapshot(
        GcEvent.HeapMeasured measurement, GcEvent.CycleDescribed description, GcEvent.CommittedMeasured? committed)
    {
        HeapStatistics statistics = measurement.Statistics;
        HeapGeneration all = SumWhere(static _ => true);
        return new HeapSnapshot
        {
            At = measurement.At,
            SizeBeforeBytes = all.SizeBefore,
            SizeAfterBytes = Sum(statistics.SizeBytes),
            FragmentedBytes = all.FreeAfter,
            PromotedBytes = Sum(statistics.PromotedBytes),
            SurvivalRatio = Survival(SumWhere(IsCollected)),
            FinalizationPromotedBytes = statistics.FinalizationPromotedBytes,
            PinnedObjects = statistics.PinnedObjects,
            GcHandles = statistics.GcHandles,
            CommittedBytes = committed?.CommittedBytes,
            BookkeepingBytes = committed?.BookkeepingBytes,
            HeapCount = description.HeapCount,
            MemoryLoadPercent = description.MemoryLoadPercent,
            Generations = Figures(statistics),
        };
    }

    private ImmutableArray<GenerationFigures> Figures(HeapStatistics statistics)
    {
        ImmutableArray<GenerationFigures>.Builder figures = ImmutableArray.CreateBuilder<GenerationFigures>(generations.Length);
        for (int i = 0; i < generations.Length; i++) figures.Add(Figures((GcGeneration)i, statistics));
        return figures.MoveToImmutable();
    }

    private GenerationFigures Figures(GcGeneration generation, HeapStatistics statistics)
    {
        HeapGeneration sums = generations[(int)generation];
        return new GenerationFigures
        {
            Generation = generation,
            SizeBeforeBytes = sums.SizeBefore,
            SizeAfterBytes = statistics.SizeBytes[(int)generation],
            FragmentedBytes = sums.FreeAfter,
            PromotedBytes = statistics.PromotedBytes[(int)generation],
            OccupiedBeforeBytes = sums.SizeBefore - sums.FreeBefore,
            SurvivedBytes = IsCollected(generation) ? sums.Survived : 0,
            PinnedSurvivedBytes = IsCollected(generation) ? sums.PinnedSurvived : 0,
            BudgetBytes = sums.Budget,
            SurvivalRatio = IsCollected(generation) ? Survival(sums) : null,
        };
    }

    /// <summary>A background cycle leaves gen0 and gen1 alone: it reports them as they were when it began.</summary>
    private bool IsCollected(GcGeneration generation) =>
        generation.IsCollectedBy(start.Generation) && (!IsBackground || generation >= GcGeneration.Gen2);

    private HeapGeneration SumWhere(Func<GcGeneration, bool> isWanted)
    {
        HeapGeneration sum = default;
        for (int i = 0; i < generations.Length; i++)
        {
            if (isWanted((GcGeneration)i)) sum += generations[i];
        }

        return sum;
    }

    private static long Sum(ImmutableArray<long> bytes)
    {
        long sum = 0;
        foreach (long value in bytes) sum += value;
        return sum;
    }

    /// <summary>Survivors ÷ what objects occupied before, 0–1. A background cycle may find more alive than was there at its start.</summary>
    private static double? Survival(HeapGeneration sums)
    {
        long occupied = sums.SizeBefore - sums.FreeBefore;
        return occupied > 0 ? Math.Clamp((double)sums.Survived / occupied, 0, 1) : null;
    }
}
