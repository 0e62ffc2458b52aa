namespace GcWatch.Analysis.Memory;

/// <summary>The figures by which memory is judged.</summary>
public sealed record MemoryRules
{
    public static readonly MemoryRules Default = new();

    /// <summary>How long the memory beside the GC's is learnt before deviations from it are judged.</summary>
    public TimeSpan Calibration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The most that the middle half of the learnt figures may be apart, as a share of the working set, for the time to count as calm.</summary>
    public double CalmSpread { get; init; } = 0.05;

    /// <summary>The largest deviation that is ordinary, as a share of the working set.</summary>
    public double MostDeviation { get; init; } = 0.15;

    /// <summary>For how long it must be larger.</summary>
    public TimeSpan DeviationFor { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How near the limit may come.</summary>
    public TimeSpan LeastTimeToLimit { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far back growth is looked at.</summary>
    public TimeSpan TrendSpan { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The least working set of each step is one point of the trend.</summary>
    public TimeSpan TrendStep { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The fewest points that make a trend.</summary>
    public int LeastPoints { get; init; } = 15;

    /// <summary>Kendall's τ above which growth is no accident.</summary>
    public double LeastTau { get; init; } = 0.7;
}
