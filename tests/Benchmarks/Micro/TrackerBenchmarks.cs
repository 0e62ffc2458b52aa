using BenchmarkDotNet.Attributes;
using GcWatch.Analysis;
using GcWatch.Analysis.Gc;

namespace GcWatch.Benchmarks.Micro;

/// <summary>What the model costs for one blocking gen0 collection: the ten events that .NET 10 sends for it with the filter.</summary>
[MemoryDiagnoser]
public class TrackerBenchmarks
{
    private readonly TargetView view = new(new TargetIdentity("bench", "", "", "", "bench")) { KeepsFacts = false };
    private int number;
    private TimeSpan at;

    [Benchmark]
    public int OneBlockingCycle()
    {
        int facts = 0;
        foreach (GcEvent gcEvent in Cycle()) facts += view.Apply(gcEvent).Count;
        return facts;
    }

    private IEnumerable<GcEvent> Cycle()
    {
        number++;
        yield return new GcEvent.SuspensionBegan(Next(), 1, SuspensionReason.ForGC);
        yield return new GcEvent.SuspensionReached(Next(), 1);
        yield return new GcEvent.CycleStarted(Next(), 1, number, GcGeneration.Gen0, GcReason.AllocSmall, GcCycleType.NonConcurrent);
        yield return new GcEvent.CommittedMeasured(Next(), 1, 80_000_000, 1_000_000);
        yield return new GcEvent.CycleDescribed(Next(), 1, false, 1, 10);
        yield return new GcEvent.HeapDescribed(Next(), 1, 0, [.. Enumerable.Repeat(new HeapGeneration(1000, 10, 500, 5, 400, 1000), 5)]);
        yield return new GcEvent.CommittedMeasured(Next(), 1, 80_000_000, 1_000_000);
        yield return new GcEvent.CycleEnded(Next(), 1, number);
        yield return new GcEvent.HeapMeasured(Next(), 1, Statistics());
        yield return new GcEvent.RestartBegan(Next(), 1);
        yield return new GcEvent.RestartEnded(Next(), 1);
    }

    private TimeSpan Next() => at += TimeSpan.FromMicroseconds(50);

    private static HeapStatistics Statistics() => new()
    {
        SizeBytes = [1, 2, 3, 4, 5],
        PromotedBytes = [1, 1, 0, 0, 0],
        FinalizationPromotedBytes = 0,
        PinnedObjects = 1,
        GcHandles = 100,
    };
}
