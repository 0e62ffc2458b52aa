namespace GcWatch.Harness;

/// <summary>How a round is run. Hours are hours of judgement.</summary>
public sealed record HarnessPlan
{
    public IReadOnlyList<Scenario> Scenarios { get; init; } = Scenario.All;

    /// <summary>Hours of judgement in an hour.</summary>
    public double TimeScale { get; init; } = 600;

    public int Seed { get; init; } = 1;

    /// <summary>The least time of calm before a fault: the leak rule wants a day of profile.</summary>
    public TimeSpan Calm { get; init; } = TimeSpan.FromHours(26);

    /// <summary>By how much more the calm may last, drawn for each process.</summary>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromHours(2);

    /// <summary>How long faults are watched.</summary>
    public TimeSpan Watch { get; init; } = TimeSpan.FromHours(20);

    public TimeSpan Length => Calm + Jitter + Watch;

    /// <summary>What is left of a time of judgement on a real clock.</summary>
    public TimeSpan Real(TimeSpan judged) => judged / TimeScale;

    public TimeSpan Judged(TimeSpan real) => real * TimeScale;
}
