namespace GcWatch.Analysis.Slo;

/// <summary>
/// A service level objective: at least the share <see cref="Objective"/> of what happens over 30 days is good. A closed set: what is
/// counted, and when it is good, is the case.
/// </summary>
/// <param name="Name">The label <c>slo</c>, such as gc-pause.</param>
/// <param name="Tier">How much it is worth.</param>
/// <param name="Objective">The share that must be good, 0–1.</param>
public abstract record Promise(string Name, PromiseTier Tier, double Objective)
{
    /// <summary>The share that may be bad, 0–1: a burn rate of 1 uses up just this.</summary>
    public double ErrorBudget => 1 - Objective;

    /// <summary>A GC suspension, or a minute, is good if no suspension was longer than <paramref name="Threshold"/>.</summary>
    /// <param name="Name">The label <c>slo</c>.</param>
    /// <param name="Tier">How much it is worth.</param>
    /// <param name="Objective">The share that must be good, 0–1.</param>
    /// <param name="Threshold">The longest good suspension; exactly a boundary of the pause histogram.</param>
    /// <param name="Indicator">What is counted.</param>
    public sealed record Pause(string Name, PromiseTier Tier, double Objective, TimeSpan Threshold, PauseIndicator Indicator = PauseIndicator.Events)
        : Promise(Name, Tier, Objective);

    /// <summary>A slice of 5 minutes is good if the live heap's Theil–Sen slope over the hour before its end is at most <paramref name="PerHour"/>.</summary>
    /// <param name="Name">The label <c>slo</c>.</param>
    /// <param name="Tier">How much it is worth.</param>
    /// <param name="Objective">The share that must be good, 0–1.</param>
    /// <param name="PerHour">Growth in an hour as a share of the heap: 0.05 is 5 %/h.</param>
    public sealed record HeapGrowth(string Name, PromiseTier Tier, double Objective, double PerHour) : Promise(Name, Tier, Objective);

    /// <summary>A slice of 1 minute is good if its allocation rate is at most <paramref name="Multiple"/> times the baseline.</summary>
    /// <param name="Name">The label <c>slo</c>.</param>
    /// <param name="Tier">How much it is worth.</param>
    /// <param name="Objective">The share that must be good, 0–1.</param>
    /// <param name="Multiple">How many times the hour's baseline is still good.</param>
    public sealed record AllocationBurst(string Name, PromiseTier Tier, double Objective, double Multiple) : Promise(Name, Tier, Objective);
}

/// <summary>What a pause promise counts.</summary>
public enum PauseIndicator
{
    /// <summary>Each GC suspension.</summary>
    Events,

    /// <summary>Each minute: bad if any suspension in it was too long, good if there was none, unknown while the agent was not attached.</summary>
    Minutes,
}
