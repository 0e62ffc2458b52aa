using System.Collections.Immutable;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Memory;
using GcWatch.Analysis.Pools;
using GcWatch.Analysis.Slo;
using GcWatch.Analysis.Windows;

namespace GcWatch.Analysis;

/// <summary>All that is known about one target at one tick. Immutable: every sink gets the same object.</summary>
public sealed record GcReport
{
    /// <summary>Longer than a tick.</summary>
    private static readonly TimeSpan LongSuspension = TimeSpan.FromSeconds(1);

    public required TargetIdentity Target { get; init; }

    /// <summary>Time since the session began.</summary>
    public required TimeSpan At { get; init; }

    public required TargetTotals Totals { get; init; }

    /// <summary>GC suspensions over 1, 5 and 60 minutes.</summary>
    public required ImmutableArray<PauseSummary> Pauses { get; init; }

    /// <summary>Bytes a second between the last two readings of the allocation counter; null before the second.</summary>
    public required double? AllocationRate { get; init; }

    /// <summary>The heap as the last complete cycle left it; null before the first.</summary>
    public required HeapSnapshot? Heap { get; init; }

    /// <summary>What was alive at the end of the last complete gen2; null before the first.</summary>
    public required long? LiveHeapBytes { get; init; }

    /// <summary>Time since the last complete gen2; null before the first.</summary>
    public required TimeSpan? Gen2Age { get; init; }

    /// <summary>The last budget of each generation, in bytes; 0 where no cycle has set one yet.</summary>
    public required ImmutableArray<long> BudgetBytes { get; init; }

    /// <summary>The last survival ratio of each generation, 0–1; null where none is known.</summary>
    public required ImmutableArray<double?> SurvivalRatio { get; init; }

    /// <summary>The suspension that is open now; null where the threads run, as far as is known.</summary>
    public required CurrentSuspension? Suspended { get; init; }

    /// <summary>How long the application has not been able to run: zero where it can.</summary>
    public TimeSpan SuspendedFor => Suspended?.AgeAt(At) ?? TimeSpan.Zero;

    /// <summary>Whether that is worth telling: a tick that falls into an ordinary pause is nothing to look at.</summary>
    public bool IsSuspended => SuspendedFor >= LongSuspension;

    /// <summary>Time since the last event of any kind.</summary>
    public required TimeSpan LastEventAge { get; init; }

    /// <summary>Facts since the last tick, in the order in which they became certain.</summary>
    public required ImmutableArray<GcFact> Facts { get; init; }

    /// <summary>What the baseline says of the last whole minute; null before it, or where nobody judges.</summary>
    public ServiceJudgement? Baseline { get; init; }

    /// <summary>How each promise stands; empty where nobody judges.</summary>
    public ImmutableArray<PromiseStanding> Promises { get; init; } = [];

    /// <summary>What each rule says; empty where nobody judges.</summary>
    public ImmutableArray<Verdict> Verdicts { get; init; } = [];

    /// <summary>
    /// The heap size at which the next cycle is due: size after the last one plus the gen0 budget, in bytes (what Go calls NextGC).
    /// An estimate: LOH and older generations have budgets of their own, and may trigger earlier.
    /// </summary>
    public long? NextTriggerHeapBytes => Heap is { } heap && BudgetBytes[0] > 0 ? heap.SizeAfterBytes + BudgetBytes[0] : null;

    /// <summary>The working set of the process as its runtime last said, in bytes, to the megabyte; null before it has.</summary>
    public long? WorkingSetBytes { get; init; }

    /// <summary>The memory of its container against that of its GC; null where nobody has settled it.</summary>
    public MemoryBalance? Memory { get; init; }

    /// <summary>What its samplings have come to so far; null where its allocations are never sampled.</summary>
    public AllocationAccount? Allocations { get; init; }

    /// <summary>How its array pools were used so far; null where they are not counted.</summary>
    public PoolTraffic? Pools { get; init; }

    /// <summary>The committed bytes last reported; null where the runtime never said.</summary>
    public long? CommittedBytes => Heap?.CommittedBytes;
}
