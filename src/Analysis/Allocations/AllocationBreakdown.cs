using System.Collections.Immutable;

namespace GcWatch.Analysis.Allocations;

/// <summary>What was allocated, why and where: the answer of one capture. Each list has the largest first.</summary>
public sealed record AllocationBreakdown
{
    public required AllocationSampling Sampling { get; init; }

    /// <summary>For how long was sampled.</summary>
    public required TimeSpan Duration { get; init; }

    public required AllocationEstimate Total { get; init; }

    public required ImmutableArray<CauseFigure> Causes { get; init; }

    public required ImmutableArray<TypeFigure> Types { get; init; }

    /// <summary>Whole stacks with their cause and type; empty where none were taken.</summary>
    public required ImmutableArray<StackFigure> Stacks { get; init; }

    /// <summary>Stacks folded to the code that made the object; empty where none were taken.</summary>
    public required ImmutableArray<SiteFigure> Sites { get; init; }

    /// <param name="tally">The samples.</param>
    /// <param name="duration">For how long was sampled.</param>
    /// <param name="classifier">Knows the target's types.</param>
    /// <param name="frames">The method names of a stack, innermost first; empty for -1.</param>
    public static AllocationBreakdown Of(AllocationTally tally, TimeSpan duration, CauseClassifier classifier, Func<int, ImmutableArray<string>> frames)
    {
        ArgumentNullException.ThrowIfNull(tally);
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(frames);
        var causes = new Grouping<AllocationCause>();
        var types = new Grouping<(string Name, AllocationCause Cause, AllocationHeap Heap)>();
        var sites = new Grouping<(AllocationCause Cause, string Site)>();
        var stacks = new List<StackFigure>();
        foreach ((AllocationKey key, SampleSum sum) in tally.Sums)
        {
            ImmutableArray<string> stack = frames(key.Stack);
            AllocationCause cause = key.IsPoolMiss ? AllocationCause.PoolMiss : classifier.Classify(key.TypeName, stack, sum.ObjectBytes);
            causes.Of(cause).Add(sum);
            types.Of((key.TypeName, cause, key.Heap)).Add(sum);
            if (stack.IsEmpty) continue;
            sites.Of((cause, AllocationSite.Of(stack))).Add(sum);
            stacks.Add(new StackFigure(cause, key.TypeName, stack, sum));
        }

        AllocationEstimate Estimate(SampleSum part) => AllocationEstimate.Of(part, tally.Total, tally.Sampling);
        return new AllocationBreakdown
        {
            Sampling = tally.Sampling,
            Duration = duration,
            Total = Estimate(tally.Total),
            Causes = [.. causes.Largest().Select(pair => new CauseFigure(pair.Key, Estimate(pair.Value)))],
            Types = [.. types.Largest().Select(pair => new TypeFigure(pair.Key.Name, pair.Key.Cause, pair.Key.Heap, Estimate(pair.Value)))],
            Sites = [.. sites.Largest().Select(pair => new SiteFigure(pair.Key.Cause, pair.Key.Site, Estimate(pair.Value)))],
            Stacks = [.. stacks.OrderByDescending(stack => stack.Sum.Bytes)],
        };
    }

    private sealed class Grouping<T>
        where T : notnull
    {
        private readonly Dictionary<T, SampleSum> sums = [];

        public SampleSum Of(T key) => sums.TryGetValue(key, out SampleSum? sum) ? sum : sums[key] = new SampleSum();

        public IEnumerable<KeyValuePair<T, SampleSum>> Largest() => sums.OrderByDescending(pair => pair.Value.Bytes);
    }
}

public sealed record CauseFigure(AllocationCause Cause, AllocationEstimate Estimate);

public sealed record TypeFigure(string TypeName, AllocationCause Cause, AllocationHeap Heap, AllocationEstimate Estimate);

/// <param name="Cause">Of the objects made there.</param>
/// <param name="Site">The method, see <see cref="AllocationSite"/>.</param>
/// <param name="Estimate">What was allocated there for this cause.</param>
public sealed record SiteFigure(AllocationCause Cause, string Site, AllocationEstimate Estimate);

public sealed record StackFigure(AllocationCause Cause, string TypeName, ImmutableArray<string> Frames, SampleSum Sum);
