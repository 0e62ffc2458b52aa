using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Findings.Inspections;

/// <summary>
/// Dead objects with a finalizer live for one more collection at least, with all they refer to. It takes all of: a tenth of what the collections
/// keep is kept for finalizers; so it is in half of the collections, and not once at a shutdown of something; and it is 1 MB in each of them,
/// some 10,000 small objects, as fewer are finalized at once.
/// </summary>
internal sealed class FinalizerInspection : IInspection
{
    private const int Fewest = 5;
    private const double ShareOfPromoted = 0.1;
    private const double ShareOfCollections = 0.5;
    private const long Bytes = 1_000_000;

    private int collections;
    private int withMany;
    private long kept;
    private long largest;
    private long promoted;

    public FindingKind Kind => FindingKind.FinalizerBacklog;

    public void Take(GcFact fact)
    {
        if (fact is not GcFact.CycleComplete { Cycle.Heap: { } heap }) return;
        collections++;
        if (heap.FinalizationPromotedBytes >= Bytes) withMany++;
        kept += heap.FinalizationPromotedBytes;
        largest = Math.Max(largest, heap.FinalizationPromotedBytes);
        promoted += heap.PromotedBytes;
    }

    public InspectionResult Judge(InspectedSpan span)
    {
        if (collections < Fewest) return InspectionResult.Lacks($"{Fewest} collections; there were {collections}");
        bool isMuch = withMany >= ShareOfCollections * collections && kept >= ShareOfPromoted * promoted;
        return isMuch ? new InspectionResult.Found(Explain(span)) : InspectionResult.Nothing;
    }

    private Finding Explain(InspectedSpan span)
    {
        double share = Math.Min(1, (double)kept / Math.Max(1, promoted));
        string sentence = $"{Told.Percent(share)} of what the collections kept was dead and waited for its finalizer ({Told.Mb(kept)} in {Told.Seconds(span.Length)}); the limit is {Told.Percent(ShareOfPromoted)}";
        return new Finding(Kind, new FindingCost(span.Share(span.Report.Totals.WorkTime) * share, kept / collections, share), sentence)
        {
            Evidence = [Told.Line($"{withMany} of {collections} collections kept 1 MB and more for it; the most was {Told.Mb(largest)}")],
            Advice =
            [
                "dispose of what can be disposed of (using, await using), and let Dispose call GC.SuppressFinalize(this)",
                "hold handles in SafeHandle and leave the finalizer of the class out; keep what a finalizable object refers to small",
                "a finalizer must not wait or lock: all of them run on one thread, and one that stands still holds up all",
            ],
        };
    }
}
