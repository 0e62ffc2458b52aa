namespace GcWatch.Harness;

/// <summary>What came of one scenario in one round.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="IsBenign">Nothing was wrong.</param>
/// <param name="FirstRule">The right rule that fired first; null if none did.</param>
/// <param name="DelayMinutes">From the fault to it, in minutes of judgement.</param>
/// <param name="TrueAlerts">Alerts of right rules during the fault.</param>
/// <param name="CompanionAlerts">Alerts of <see cref="Scenario.Companions"/> during the fault.</param>
/// <param name="FalseAlerts">All others, each with its rule and the hours of judgement from the fault to it.</param>
public sealed record Outcome(
    string Scenario, bool IsBenign, string? FirstRule, double? DelayMinutes,
    IReadOnlyList<PlacedAlert> TrueAlerts, IReadOnlyList<PlacedAlert> CompanionAlerts, IReadOnlyList<PlacedAlert> FalseAlerts)
{
    /// <summary>An alert so long after the end of a fault still belongs to it, as in the simulator.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <param name="scenario">What happened.</param>
    /// <param name="plan">At which time scale.</param>
    /// <param name="faultAt">When.</param>
    /// <param name="alerts">What was said.</param>
    public static Outcome Of(Scenario scenario, HarnessPlan plan, DateTimeOffset faultAt, IReadOnlyList<RuleAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(plan);
        bool IsDuring(RuleAlert alert) => alert.At >= faultAt && (scenario.FaultLength is not { } length || plan.Judged(alert.At - faultAt) <= length + Grace);
        PlacedAlert[] Placed(Func<RuleAlert, bool> which) =>
            [.. alerts.Where(which).Select(alert => new PlacedAlert(alert.Rule, plan.Judged(alert.At - faultAt).TotalHours))];
        bool IsRight(RuleAlert alert) => IsDuring(alert) && scenario.RightRules.Contains(alert.Rule);
        bool IsCompanion(RuleAlert alert) => IsDuring(alert) && scenario.Companions.Contains(alert.Rule);
        PlacedAlert[] right = Placed(IsRight);
        PlacedAlert? first = right.FirstOrDefault();
        return new Outcome(
            scenario.Name, scenario.IsBenign, first?.Rule, first?.HoursAfterFault * 60,
            right, Placed(IsCompanion), Placed(alert => !IsRight(alert) && !IsCompanion(alert)));
    }
}

/// <summary>An alert in its place.</summary>
/// <param name="Rule">Its rule.</param>
/// <param name="HoursAfterFault">Hours of judgement; below 0 before the fault.</param>
public sealed record PlacedAlert(string Rule, double HoursAfterFault);
