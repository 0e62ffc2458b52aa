using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Gate;

/// <summary>Something that a budget can limit.</summary>
/// <param name="Key">Its key in the budget file.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Unit">In what it is counted.</param>
/// <param name="Read">Its value for one process, or for all together.</param>
internal sealed record BudgetMeasure(string Key, string Title, BudgetUnit Unit, Func<ProcessFigures, double> Read)
{
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
    ];
}

/// <summary>A line of a budget.</summary>
/// <param name="Measure">What is limited.</param>
/// <param name="Most">The most that is within it, in the measure's unit.</param>
internal sealed record BudgetLimit(BudgetMeasure Measure, double Most);
