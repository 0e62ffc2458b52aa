namespace GcWatch.Benchmarks.Nab;

/// <summary>One series of the Numenta Anomaly Benchmark.</summary>
/// <param name="Name">Path below <c>data</c>.</param>
/// <param name="Times">In order.</param>
/// <param name="Values">As many.</param>
/// <param name="Windows">First and last row of each labelled span, in order; they do not overlap.</param>
internal sealed record NabSeries(string Name, DateTimeOffset[] Times, double[] Values, (int First, int Last)[] Windows)
{
    private const double ProbationaryShare = 0.15;
    private const int LongestCounted = 5000;

    /// <summary>Rows at the start that are learnt and not scored.</summary>
    public int ProbationaryRows => (int)Math.Min(Math.Floor(ProbationaryShare * Values.Length), ProbationaryShare * LongestCounted);
}
