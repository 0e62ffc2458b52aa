using GcWatch.Agent.Gate;
using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;

namespace GcWatch.Agent.Tests.Gate;

/// <summary>A run that is over, as the gate sees it.</summary>
internal static class JudgedRun
{
    public static ProcessFigures Process(string name, double longestMs, long allocated, int induced = 0) => new()
    {
        Name = name,
        Pauses = new PauseSummary(TimeSpan.Zero, 1, Ms(longestMs), Ms(longestMs), Ms(longestMs), Ms(longestMs), Ms(longestMs), Ms(longestMs)),
        Watched = TimeSpan.FromSeconds(1),
        AllocatedBytes = allocated,
        Collections = [new(new CollectionKind(GcGeneration.Gen2, GcCycleType.NonConcurrent, GcReason.Induced), induced)],
        HeapAtEndBytes = 1000,
        Missed = 0,
    };

    /// <summary>With a sum of its own: the gate makes it from the events.</summary>
    public static GateFigures Of(params ProcessFigures[] processes) =>
        new(processes, Process("in all", processes.Select(one => one.Pauses.Max.TotalMilliseconds).DefaultIfEmpty().Max(), processes.Sum(one => one.AllocatedBytes)), []);

    /// <summary>Sampled boxes, and nothing else.</summary>
    public static AllocationAccount Boxes(double bytes) =>
        AllocationAccount.Zero with { BytesByCause = [.. AllocationCauses.All.Select(cause => cause == AllocationCause.Boxing ? bytes : 0)] };

    public static BudgetLimit Limit(string key, double most) => new(BudgetMeasure.All.Single(measure => measure.Key == key), most);

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
