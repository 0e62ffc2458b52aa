using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Collections that somebody asked for. The limit is that of the alert for it: one a minute. One alone is none, whatever the time: a tool that looks
/// at the heap makes one too.
/// </summary>
internal sealed class InducedInspection : IInspection
{
    private const int Fewest = 2;
    private const double PerMinute = 1;

    private readonly Dictionary<CollectionKind, int> counts = [];
    private TimeSpan pause;

    public FindingKind Kind => FindingKind.InducedCollections;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle: var cycle } || !cycle.Reason.IsInduced()) return;
        var kind = new CollectionKind(cycle.Generation, cycle.Type, cycle.Reason);
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        pause += cycle.Pause;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        int count = counts.Values.Sum();
        double rate = span.PerMinute(count);
        if (count >= Fewest && rate > PerMinute) return new InspectionResult.Found(Explain(count, rate, span));
        return span.IsShort ? InspectionResult.Lacks($"{Told.Seconds(InspectedSpan.Shortest)} of watching; this was {Told.Seconds(span.Length)}") : InspectionResult.Nothing;
    }

    private Finding Explain(int count, double rate, InspectedSpan span)
    {
        var cost = new FindingCost(span.Share(pause));
        string sentence = Told.Line(
            $"the application asked for {count} collections in {Told.Seconds(span.Length)} ({rate:0.#} a minute, the limit is {PerMinute:0}), which took {Told.Percent(cost.PauseShare)} of the time in pauses");
        return new Finding(Kind, cost, sentence)
        {
            Evidence = [.. counts.OrderBy(pair => pair.Key.Generation).ThenBy(pair => pair.Key.Reason).Select(pair => Line(pair.Key, pair.Value))],
            Advice =
            [
                "find the calls of GC.Collect and GC.AddMemoryPressure, in libraries too, and remove them: the collector sees by itself when memory is short",
                "where one must stay, GC.Collect(2, GCCollectionMode.Optimized, blocking: false) lets the collector decline, and not stop the threads for all of it",
                "where it is there to keep memory low, set DOTNET_GCConserveMemory=5 instead (0 to 9, more is smaller and slower)",
            ],
        };
    }

    private static string Line(CollectionKind kind, int count) => Told.Line($"{count} of {kind.Generation.Label()}, {kind.Type}, reason {kind.Reason.Label()}");
}
