using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>Over how long growth is looked for, and how much of it is a leak.</summary>
/// <param name="Length">Up to now.</param>
/// <param name="Block">The points are medians over so long.</param>
/// <param name="SlopePerHour">Growth of the logarithm per hour, more than this.</param>
/// <param name="Growth">Growth of the logarithm over the points, more than this.</param>
public sealed record LeakWindow(TimeSpan Length, TimeSpan Block, double SlopePerHour, double Growth)
{
    /// <summary>Twelve points each at most. The last one is for leaks that take days; a whole day has no rhythm left to be mistaken for growth.</summary>
    public static readonly ImmutableArray<LeakWindow> All =
    [
        new(TimeSpan.FromHours(3), TimeSpan.FromMinutes(15), Math.Log(1.03), Math.Log(1.08)),
        new(TimeSpan.FromHours(6), TimeSpan.FromMinutes(30), Math.Log(1.015), Math.Log(1.09)),
        new(TimeSpan.FromHours(12), TimeSpan.FromMinutes(60), Math.Log(1.008), Math.Log(1.10)),
        new(TimeSpan.FromHours(24), TimeSpan.FromMinutes(120), Math.Log(1.007), Math.Log(1.12)),
    ];
}
