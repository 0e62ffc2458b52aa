namespace GcWatch.Analysis.Findings;

/// <summary>What a finding costs at most: an estimate, to rank by.</summary>
/// <param name="PauseShare">Share of the time, 0–1, in pauses that would be shorter or not at all.</param>
/// <param name="WastedBytes">Memory that would be less.</param>
/// <param name="WastedShare">The same as a share of the heap or of the limit, 0–1.</param>
public readonly record struct FindingCost(double PauseShare, long WastedBytes = 0, double WastedShare = 0)
{
    /// <summary>A rate of exchange is a choice: all of the memory wasted is as bad as a tenth of the time.</summary>
    private const double TimeForMemory = 0.1;

    public double Weight => PauseShare + (TimeForMemory * Math.Min(1, WastedShare));
}
