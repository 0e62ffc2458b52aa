namespace GcWatch.Analysis.Baselines;

/// <summary>How much a baseline has learnt: the cold-start ladder.</summary>
public enum BaselineState
{
    /// <summary>Less than an hour: no judgement, only the absolute promises hold.</summary>
    None,

    /// <summary>Up to a day: what siblings or the version before have learnt, or one centre for all hours.</summary>
    Borrowed,

    /// <summary>Up to a week: the hour of the day.</summary>
    HourOfDay,

    /// <summary>Up to four weeks: the hour of the week where it is known.</summary>
    HourOfWeek,

    Full,
}
