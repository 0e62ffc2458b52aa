namespace GcWatch.Analysis.Allocations;

/// <summary>One sampled allocation, and what it stands for.</summary>
/// <param name="TypeName">As the event spells it.</param>
/// <param name="Heap">The heap that it was made on.</param>
/// <param name="Stack">The number of its stack in the capture's table; -1 for none.</param>
/// <param name="Weight">What it stands for.</param>
public readonly record struct AllocationSample(string TypeName, AllocationHeap Heap, int Stack, SampleWeight Weight)
{
    /// <summary>True for an array that a pool said it had to make.</summary>
    public bool IsPoolMiss { get; init; }
}

public enum AllocationHeap
{
    Small,
    Large,
    Pinned,
    Unknown,
}

/// <summary>How the runtime chooses what it reports.</summary>
public enum AllocationSampling
{
    /// <summary>Each byte with the same small chance, .NET 10 and later (<c>AllocationSampled</c>).</summary>
    Random,

    /// <summary>The object that crosses each further 100 KB, before .NET 10 (<c>AllocationTick</c>).</summary>
    Ticks,
}

/// <summary>The bytes and objects that a sample stands for, and the variance that it adds to their sums.</summary>
public readonly record struct SampleWeight(double Bytes, double Objects, double BytesVariance, double ObjectsVariance)
{
    /// <summary>The mean distance between two sampled bytes (dotnet/runtime docs/design/features/RandomizedAllocationSampling.md).</summary>
    public const double SamplingInterval = 100 * 1024;

    /// <summary>
    /// A byte is sampled with the chance 1/102400, so an object of <paramref name="size"/> bytes with p = 1-(1-1/102400)^size. Horvitz–Thompson:
    /// it stands for 1/p objects; the variance of a sum of such is estimated by the sum of (1-p)/p².
    /// </summary>
    public static SampleWeight Random(long size)
    {
        double chance = 1 - Math.Exp(size * Math.Log(1 - (1 / SamplingInterval)));
        double variance = (1 - chance) / (chance * chance);
        return new SampleWeight(size / chance, 1 / chance, variance * size * size, variance);
    }

    /// <summary>
    /// A tick tells what was allocated since the last one, so the sum is exact, and only whose it was is a matter of chance. Its type gets all
    /// of it; the variance is that of independent draws, each object with a chance in proportion to its size.
    /// </summary>
    public static SampleWeight Tick(long size, long amount)
    {
        double objects = (double)amount / size;
        return new SampleWeight(amount, objects, (double)amount * amount, objects * objects);
    }
}
