using GcWatch.Agent.Options;
using GcWatch.Agent.Rules;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>A burn-rate alert of one promise, in figures that people can picture.</summary>
/// <param name="Promise">Which promise.</param>
/// <param name="Window">Which alert.</param>
/// <param name="EventsPerHour">What it is told in: slices in an hour, or the least number of pauses that alerts.</param>
internal sealed record PlannedAlert(Promise Promise, BurnWindow Window, int EventsPerHour)
{
    /// <summary>More than this share bad in both windows, 0–1.</summary>
    public double BadShare => Window.Rate * Promise.ErrorBudget;

    /// <summary>As many bad in each hour of the long window.</summary>
    public double BadPerHour => BadShare * EventsPerHour;

    /// <summary>What is counted.</summary>
    public string Unit => Promise switch
    {
        Promise.Pause { Indicator: PauseIndicator.Events } => "pauses",
        Promise.HeapGrowth => "slices",
        _ => "minutes",
    };

    public static IEnumerable<PlannedAlert> Of(Promise promise, RulesOptions rules) =>
        BurnWindow.Of(promise.Tier).Select(window => new PlannedAlert(promise, window, PerHour(promise, rules)));

    private static int PerHour(Promise promise, RulesOptions rules) => promise switch
    {
        Promise.Pause { Indicator: PauseIndicator.Events } => Math.Max(1, rules.LeastPauses),
        Promise.HeapGrowth => 12,
        _ => 60,
    };
}
