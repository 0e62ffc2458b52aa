namespace GcWatch.Analysis.Baselines;

/// <summary>
/// How far a signal has lain above its hour-of-week profile lately. It follows slowly, never into an anomaly; after a restart faster,
/// since a release may have moved it; and after a long time out of the ordinary it gives in (docs/decisions/0012-baselines.md).
/// </summary>
internal sealed class BaselineLevel
{
    /// <summary>Half-life of 11.5 hours.</summary>
    private const double PerMinute = 0.001;

    /// <summary>Half-life of 70 minutes.</summary>
    private const double PerMinuteAfterRestart = 0.01;

    private static readonly TimeSpan AfterRestart = TimeSpan.FromHours(4);
    private static readonly TimeSpan Patience = TimeSpan.FromHours(72);
    private static readonly TimeSpan PatienceWithStep = TimeSpan.FromHours(6);

    /// <summary>What is out of the ordinary at this age has been so since the start: a step.</summary>
    private static readonly TimeSpan StepAge = TimeSpan.FromMinutes(90);

    private static readonly TimeSpan Lull = TimeSpan.FromHours(1);

    private DateTimeOffset? firingSince;
    private DateTimeOffset lastFiring;
    private bool isStep;

    /// <summary>A difference of logarithms.</summary>
    public double Value { get; set; }

    public DateTimeOffset? RebasedAt { get; private set; }

    public void Follow(double residual, TimeSpan processAge) =>
        Value += (processAge < AfterRestart ? PerMinuteAfterRestart : PerMinute) * residual;

    /// <summary>Sixty ordinary minutes at once, known by their median.</summary>
    public void FollowHour(double residual) => Value += (1 - Math.Pow(1 - PerMinute, 60)) * residual;

    /// <summary>Whether the patience with an anomaly is at its end, and the level has moved to <paramref name="meanResidual"/>.</summary>
    public bool GiveIn(DateTimeOffset minute, bool isFiring, double meanResidual, TimeSpan processAge)
    {
        if (!isFiring)
        {
            if (minute - lastFiring > Lull) firingSince = null;
            return false;
        }

        lastFiring = minute;
        if (firingSince is null) isStep = processAge <= StepAge;
        firingSince ??= minute;
        if (minute - firingSince < (isStep ? PatienceWithStep : Patience)) return false;
        Value += meanResidual;
        RebasedAt = minute;
        firingSince = null;
        return true;
    }
}
