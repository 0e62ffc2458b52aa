namespace GcWatch.Harness;

/// <summary>What came of one scenario in one round.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="IsBenign">Nothing was wrong.</param>
/// <param name="FirstRule">The right rule that fired first; null if none did.</param>
/// <param name="DelayMinutes">From the fault to it, in minutes of judgement.</param>
/// <param name="TrueAlerts">Alerts of right rules during the fault.</param>
/// <param name="FalseAlerts">All others, each with its rule and the hours of judgement from the fault to it.</param>
public sealed record Outcome(
    string Scenario, bool IsBenign, string? FirstRule, double? DelayMinutes, IReadOnlyList<PlacedAlert> TrueAlerts, IReadOnlyList<PlacedAlert> FalseAlerts)
{
    /// <summary>An alert so long after the end of a fault still belongs to it, as in the simulator.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    internal static Outcome Of(Scenario scenario, HarnessPlan plan, DateTimeOffset faultAt, IReadOnlyList<RuleAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        bool IsRight(RuleAlert alert) =>
            alert.At >= faultAt
            && (scenario.FaultLength is not { } length || plan.Judged(alert.At - faultAt) <= length + Grace)
            && scenario.RightRules.Contains(alert.Rule);
        PlacedAlert Place(RuleAlert alert) => new(alert.Rule, plan.Judged(alert.At - faultAt).TotalHours);
        PlacedAlert[] right = [.. alerts.Where(IsRight).Select(Place)];
        PlacedAlert? first = right.FirstOrDefault();
        return new Outcome(
            scenario.Name, scenario.IsBenign, first?.Rule, first?.HoursAfterFault * 60, right, [.. alerts.Where(alert => !IsRight(alert)).Select(Place)]);
    }
}

/// <summary>An alert in its place.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="HoursAfterFault">Hours of judgement; below 0 before the fault.</param>
public sealed record PlacedAlert(string Rule, double HoursAfterFault);
