using System.Collections.Immutable;

namespace GcWatch.Analysis.Baselines;

/// <summary>Over how long growth is looked for, and how much of it is a leak.</summary>
/// <param name="Length">Up to now.</param>
/// <param name="Block">The points are medians over so long.</param>
/// <param name="SlopePerHour">Growth of the logarithm per hour, more than this.</param>
/// <param name="Growth">Growth of the logarithm over the points, more than this.</param>
public sealed record LeakWindow(TimeSpan Length, TimeSpan Block, double SlopePerHour, double Growth)
{
    /// <summary>
    /// Twelve points each at most. The lengths lie close together, as growth shows best in a window that it fills. The last one is for leaks
    /// that take days; a whole day has no rhythm left to be mistaken for growth.
    /// </summary>
    public static readonly ImmutableArray<LeakWindow> All =
    [
        Over(3, 1.03, 1.11),
        Over(4, 1.02, 1.10),
        Over(6, 1.015, 1.09),
        Over(8, 1.011, 1.10),
        Over(12, 1.008, 1.10),
        Over(24, 1.007, 1.12),
    ];

    private const int Points = 12;

    private static LeakWindow Over(int hours, double perHour, double inAll) =>
        new(TimeSpan.FromHours(hours), TimeSpan.FromHours(hours) / Points, Math.Log(perHour), Math.Log(inAll));
}
