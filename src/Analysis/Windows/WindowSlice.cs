namespace GcWatch.Analysis.Windows;

/// <summary>The values of one stretch of time.</summary>
/// <param name="Ordinal">Which stretch: time since the session began, divided by the slice's width.</param>
internal sealed record WindowSlice(long Ordinal)
{
    public QuantileSketch Sketch { get; } = new();
}
