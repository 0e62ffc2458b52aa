namespace GcWatch.Analysis.Allocations;

/// <summary>
/// What some samples say of everything that was allocated; shares are of all bytes, 0–1. Each error is one standard error: twice it covers
/// 95 %. Below some ten samples the errors are no more than a hint.
/// </summary>
public sealed record AllocationEstimate(long Samples, double Bytes, double BytesError, double Objects, double ObjectsError, double Share, double ShareError)
{
    /// <summary>
    /// The share is a ratio of two sums of which one contains the other: its variance is ((1-s)²·V(in) + s²·V(rest)) / total². Where the runtime
    /// tells the total exactly (ticks), only the share is uncertain, and the bytes by it.
    /// </summary>
    public static AllocationEstimate Of(SampleSum part, SampleSum all, AllocationSampling sampling)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(all);
        double share = all.Bytes > 0 ? part.Bytes / all.Bytes : 0;
        double rest = Math.Max(0, all.BytesVariance - part.BytesVariance);
        double shareError = all.Bytes > 0 ? Math.Sqrt(((1 - share) * (1 - share) * part.BytesVariance) + (share * share * rest)) / all.Bytes : 0;
        double bytesError = sampling == AllocationSampling.Ticks ? shareError * all.Bytes : Math.Sqrt(part.BytesVariance);
        return new AllocationEstimate(part.Samples, part.Bytes, bytesError, part.Objects, Math.Sqrt(part.ObjectsVariance), share, shareError);
    }
}
