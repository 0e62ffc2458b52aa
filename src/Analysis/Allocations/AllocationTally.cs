namespace GcWatch.Analysis.Allocations;

/// <summary>Sums samples by type, heap and stack. Bounded: types and stacks beyond <see cref="MostKeys"/> are summed as one. One thread.</summary>
public sealed class AllocationTally(AllocationSampling sampling)
{
    public const int MostKeys = 50_000;

    /// <summary>The name under which what is beyond the bound is summed.</summary>
    public const string Overflow = "(further types)";

    private readonly Dictionary<AllocationKey, SampleSum> sums = [];

    public AllocationSampling Sampling => sampling;

    public SampleSum Total { get; } = new();

    public IReadOnlyDictionary<AllocationKey, SampleSum> Sums => sums;

    /// <summary>Every type that was seen, each once.</summary>
    public IEnumerable<string> TypeNames => sums.Keys.Select(key => key.TypeName).Distinct(StringComparer.Ordinal);

    public void Take(AllocationSample sample)
    {
        Total.Add(sample.Weight);
        var key = new AllocationKey(sample.TypeName, sample.Heap, sample.Stack, sample.IsPoolMiss);
        if (!sums.TryGetValue(key, out SampleSum? sum))
        {
            if (sums.Count >= MostKeys) key = new AllocationKey(Overflow, AllocationHeap.Unknown, -1, IsPoolMiss: false);
            if (!sums.TryGetValue(key, out sum)) sums.Add(key, sum = new SampleSum());
        }

        sum.Add(sample.Weight);
    }
}

/// <summary>What samples are summed by.</summary>
public readonly record struct AllocationKey(string TypeName, AllocationHeap Heap, int Stack, bool IsPoolMiss);
