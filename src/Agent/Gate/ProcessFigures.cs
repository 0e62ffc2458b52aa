using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Windows;

namespace GcWatch.Agent.Gate;

/// <summary>What a run came to: of one judged process, or of all together.</summary>
internal sealed record ProcessFigures
{
    /// <summary>name-pid, or "in all".</summary>
    public required string Name { get; init; }

    /// <summary>Every GC suspension of the run.</summary>
    public required PauseSummary Pauses { get; init; }

    /// <summary>For how long it was watched; of several processes, the sum.</summary>
    public required TimeSpan Watched { get; init; }

    /// <summary>Of several processes, the sum.</summary>
    public required long AllocatedBytes { get; init; }

    /// <summary>Of several processes, the sum.</summary>
    public required IReadOnlyList<KeyValuePair<CollectionKind, long>> Collections { get; init; }

    /// <summary>The heap as the last collection left it; 0 where there was none. Of several processes, the largest.</summary>
    public required long HeapAtEndBytes { get; init; }

    /// <summary>Allocations by cause, estimated from samples; all 0 where nothing was sampled. Of several processes, the sum.</summary>
    public AllocationAccount Sampled { get; init; } = AllocationAccount.Zero;

    /// <summary>Arrays that were rented and not returned by the end; 0 where nobody counted. Of several processes, the sum.</summary>
    public long PoolLeaks { get; init; }

    /// <summary>The runtime's own number of the first collection that was seen: 1 where nothing was missed before it; 0 where there was none.</summary>
    public int FirstCollection { get; init; }

    /// <summary>Collections whose events the runtime had to drop, by the gaps in their numbers: the figures are too low. Of several processes, the sum.</summary>
    public required long Missed { get; init; }

    public double PauseShare => Watched > TimeSpan.Zero ? Math.Min(1, Pauses.Total / Watched) : 0;

    public long Count(Func<CollectionKind, bool> isCounted) => Collections.Where(pair => isCounted(pair.Key)).Sum(pair => pair.Value);
}
