using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Gate;

/// <summary>Something that a budget can limit.</summary>
/// <param name="Key">Its key in the budget file.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="Read">Its value for one process, or for all together.</param>
internal sealed record BudgetMeasure(string Key, string Title, BudgetUnit Unit, Func<ProcessFigures, double> Read)
{
    /// <summary>What it takes to know it.</summary>
    public BudgetNeeds Needs { get; init; }

    /// <summary>All that can be limited, in the order in which it is shown.</summary>
    public static IReadOnlyList<BudgetMeasure> All { get; } =
    [
        new("P99Pause", "p99 pause", BudgetUnit.Duration, figures => figures.Pauses.P99.TotalSeconds),
        new("LongestPause", "longest pause", BudgetUnit.Duration, figures => figures.Pauses.Max.TotalSeconds),
        new("PauseShare", "time in pauses", BudgetUnit.Share, figures => figures.PauseShare),
        new("AllocatedBytes", "allocated", BudgetUnit.Bytes, figures => figures.AllocatedBytes),
        new("Gen2Collections", "gen2 collections", BudgetUnit.Count, figures => figures.Count(kind => kind.Generation == GcGeneration.Gen2)),
        new("InducedCollections", "induced collections", BudgetUnit.Count, figures => figures.Count(kind => kind.Reason.IsInduced())),
        new("HeapAtEndBytes", "heap at the end", BudgetUnit.Bytes, figures => figures.HeapAtEndBytes),
        .. AllocationCauses.All.Select(cause =>
            new BudgetMeasure($"{Name(cause)}Bytes", $"{cause.Label()} bytes", BudgetUnit.Bytes, figures => figures.Sampled.BytesOf(cause)) { Needs = BudgetNeeds.Samples }),
        new("PoolLeaks", "pool leaks", BudgetUnit.Count, figures => figures.PoolLeaks) { Needs = BudgetNeeds.Pools },
    ];

    /// <summary>As in the language, where the enum must not be called so.</summary>
    private static string Name(AllocationCause cause) => cause == AllocationCause.Text ? "String" : cause.ToString();
}

/// <summary>What a measure needs beside the events of collections, and costs the command: only where a budget asks for it.</summary>
[Flags]
internal enum BudgetNeeds
{
    Nothing = 0,

    /// <summary>Samples of what is allocated.</summary>
    Samples = 1,

    /// <summary>Each rent from an array pool, and each return.</summary>
    Pools = 2,
}

/// <summary>A line of a budget.</summary>
/// <param name="Measure">What is limited.</param>
/// <param name="Most">The most that is within it, in the measure's unit.</param>
internal sealed record BudgetLimit(BudgetMeasure Measure, double Most);
