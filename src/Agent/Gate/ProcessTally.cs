using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Windows;
using GcWatch.Collectors.Decode;

namespace GcWatch.Agent.Gate;

/// <summary>
/// Counts one process from its first event to its last. On the reader's thread until the stream has ended, on the gate's after that: a run
/// is over before it is judged, so there is no queue between.
/// </summary>
internal sealed class ProcessTally(string name, TimeProvider time) : IGcEventReceiver
{
    private readonly TargetView view = new(new TargetIdentity(name, "", "", "", name)) { KeepsFacts = false };
    private readonly QuantileSketch pauses = new();
    private readonly long beganAt = time.GetTimestamp();
    private TimeSpan watched;
    private int firstCollection;

    public string Name => name;

    public void Take(GcEvent gcEvent)
    {
        IReadOnlyList<GcFact> facts = view.Apply(gcEvent);
        for (int i = 0; i < facts.Count; i++)
        {
            if (facts[i] is GcFact.SuspensionOver { Suspension: { IsGc: true } pause }) pauses.Record(pause.Duration);
            else if (facts[i] is GcFact.CycleComplete { Cycle.Number: var number } && (firstCollection == 0 || number < firstCollection)) firstCollection = number;
        }
    }

    public void EndBatch() => watched = time.GetElapsedTime(beganAt);

    /// <summary>The stream is over: what it came to.</summary>
    public ProcessFigures Finish()
    {
        view.Finish();
        GcReport report = view.Report(watched);
        return Figures(name, [pauses]) with
        {
            Watched = watched,
            AllocatedBytes = report.Totals.Allocated.TotalBytes,
            Collections = [.. report.Totals.Collections],
            HeapAtEndBytes = report.Heap?.OccupiedBytes ?? 0,
            FirstCollection = firstCollection,
            Missed = report.Totals.Health.NumberGaps,
        };
    }

    /// <summary>All processes as if they were one.</summary>
    public static ProcessFigures Together(IReadOnlyList<ProcessTally> tallies, IReadOnlyList<ProcessFigures> figures) => Figures("in all", tallies.Select(tally => tally.pauses)) with
    {
        Watched = figures.Aggregate(TimeSpan.Zero, (sum, one) => sum + one.Watched),
        AllocatedBytes = figures.Sum(one => one.AllocatedBytes),
        Collections = [.. figures.SelectMany(one => one.Collections)],
        HeapAtEndBytes = figures.Select(one => one.HeapAtEndBytes).DefaultIfEmpty().Max(),
        Missed = figures.Sum(one => one.Missed),
        Sampled = figures.Aggregate(AllocationAccount.Zero, (sum, one) => sum.Add(one.Sampled)),
        PoolLeaks = figures.Sum(one => one.PoolLeaks),
    };

    private static ProcessFigures Figures(string name, IEnumerable<QuantileSketch> sketches)
    {
        var sum = new SketchSum();
        foreach (QuantileSketch sketch in sketches) sum.Add(sketch);
        return new ProcessFigures { Name = name, Pauses = sum.Summarize(TimeSpan.Zero), Watched = TimeSpan.Zero, AllocatedBytes = 0, Collections = [], HeapAtEndBytes = 0, Missed = 0 };
    }
}
