using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>Much of the heap is free space that the collector keeps between objects, as pinned objects or the large object heap make it.</summary>
internal sealed class FragmentationRule(RuleLimits limits) : IRule
{
    private HeapSnapshot? heap;

    public RuleKind Kind => RuleKind.Fragmentation;

    public TimeSpan Patience => TimeSpan.FromMinutes(15);

    public TimeSpan Afterglow => TimeSpan.Zero;

    public void Take(GcFact fact, TimeSpan at)
    {
        if (fact is GcFact.CycleComplete { Cycle: { Generation: GcGeneration.Gen2, Heap: { } snapshot } }) heap = snapshot;
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        if (heap is not { SizeAfterBytes: > 0 }) return RuleFinding.Unknown;
        double share = (double)heap.FragmentedBytes / heap.SizeAfterBytes;
        return share <= limits.FragmentedShare || heap.FragmentedBytes <= limits.FragmentedBytes
            ? RuleFinding.Good
            : RuleFinding.Bad($"{share:P0} of the heap is free space ({heap.FragmentedBytes / 1e6:0} MB) after the last gen2; the limit is {limits.FragmentedShare:P0}");
    }
}
