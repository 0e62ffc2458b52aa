namespace GcWatch.Benchmarks.Nab;

/// <summary>What a profile of the benchmark gives and takes.</summary>
/// <param name="TruePositive">For a window found at its very start.</param>
/// <param name="FalsePositive">At most, for an alarm outside a window.</param>
/// <param name="FalseNegative">For a window missed.</param>
internal sealed record NabWeights(double TruePositive, double FalsePositive, double FalseNegative);
