namespace GcWatch.Analysis.Windows;

/// <summary>The GC suspensions that ended within a window. With none, all durations are zero: look at <see cref="Count"/>.</summary>
public sealed record PauseSummary(
    TimeSpan Window, long Count, TimeSpan Total, TimeSpan P50, TimeSpan P90, TimeSpan P95, TimeSpan P99, TimeSpan Max)
{
    internal static readonly double[] Ranks = [0.5, 0.9, 0.95, 0.99];

    public static PauseSummary Empty(TimeSpan window) =>
        new(window, 0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
}
