using GcWatch.Analysis;
using GcWatch.Analysis.Gc;

namespace GcWatch.Agent.Replay;

/// <summary>
/// The figures over a whole file. Every GC pause is kept, as 8 bytes, so the quantiles are exact (nearest rank: the ⌈q·n⌉-th smallest).
/// </summary>
internal sealed class ReplaySummary
{
    private readonly List<long> pauseTicks = [];
    private bool isSorted;

    public int Count => pauseTicks.Count;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.SuspensionOver { Suspension: { IsGc: true } suspension }) return;
        pauseTicks.Add(suspension.Duration.Ticks);
        isSorted = false;
    }

    public TimeSpan Quantile(double rank)
    {
        if (pauseTicks.Count == 0) return TimeSpan.Zero;
        if (!isSorted) pauseTicks.Sort();
        isSorted = true;
        int index = Math.Clamp((int)Math.Ceiling(rank * pauseTicks.Count) - 1, 0, pauseTicks.Count - 1);
        return TimeSpan.FromTicks(pauseTicks[index]);
    }

    /// <summary>A target that has only a file's name: nobody to ask for more.</summary>
    public static TargetIdentity Identity(string name) => new(name, "", "", "", name);
}
