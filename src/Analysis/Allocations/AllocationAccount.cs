using System.Collections.Immutable;

namespace GcWatch.Analysis.Allocations;

/// <summary>What all samplings of a target have come to so far: only grows. Immutable.</summary>
/// <param name="SampledTime">For how long was sampled, in all.</param>
/// <param name="BytesByCause">Estimated bytes that were allocated in that time, by cause; in the order of <see cref="AllocationCauses.All"/>.</param>
public sealed record AllocationAccount(TimeSpan SampledTime, ImmutableArray<double> BytesByCause)
{
    public static readonly AllocationAccount Zero = new(TimeSpan.Zero, [.. AllocationCauses.All.Select(_ => 0.0)]);

    public double BytesOf(AllocationCause cause) => BytesByCause[(int)cause];

    public AllocationAccount Add(AllocationAccount other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new AllocationAccount(SampledTime + other.SampledTime, [.. BytesByCause.Zip(other.BytesByCause, (mine, theirs) => mine + theirs)]);
    }

    public AllocationAccount Add(AllocationBreakdown breakdown)
    {
        ArgumentNullException.ThrowIfNull(breakdown);
        double[] bytes = [.. BytesByCause];
        foreach (CauseFigure figure in breakdown.Causes) bytes[(int)figure.Cause] += figure.Estimate.Bytes;
        return new AllocationAccount(SampledTime + breakdown.Duration, [.. bytes]);
    }
}
