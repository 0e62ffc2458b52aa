using System.Collections.Concurrent;
using GcWatch.Analysis.Gc;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Analysis;
using Microsoft.Diagnostics.Tracing.Analysis.GC;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Tests.Replay;

/// <summary>
/// Our model against TraceEvent's own analysis of the same file, cycle for cycle. Where the two differ, the raw events decide: see
/// <see cref="A_background_cycles_pause_is_what_the_raw_events_say"/>.
/// </summary>
public sealed class TraceGcComparisonTests
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<TraceGC>>> Analyses = new(StringComparer.Ordinal);
    private static readonly TimeSpan OneMicrosecond = TimeSpan.FromMicroseconds(1);

    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void Every_cycle_is_there_once(string trace)
    {
        int[] theirs = [.. TraceGcs(trace).Select(gc => gc.Number).Order()];
        Assert.NotEmpty(theirs);
        Assert.Equal(theirs, Traces.Read(trace).Cycles.Select(cycle => cycle.Number).Order());
    }

    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void What_a_cycle_was_agrees(string trace)
    {
        Dictionary<int, GcCycle> ours = Traces.Read(trace).Cycles.ToDictionary(cycle => cycle.Number);
        Assert.All(TraceGcs(trace), gc =>
        {
            GcCycle cycle = ours[gc.Number];
            Assert.Equal(gc.Generation, (int)cycle.Generation);
            Assert.Equal(gc.Type.ToString(), cycle.Type + "GC");
            Assert.Equal(gc.Reason.ToString(), cycle.Reason.ToString());
            Assert.Equal(gc.StartRelativeMSec, cycle.StartedAt.TotalMilliseconds, OneMicrosecond.TotalMilliseconds);
        });
    }

    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void What_it_left_of_the_heap_agrees_to_the_byte(string trace)
    {
        Dictionary<int, GcCycle> ours = Traces.Read(trace).Cycles.ToDictionary(cycle => cycle.Number);
        Assert.All(TraceGcs(trace), gc =>
        {
            HeapSnapshot heap = Assert.IsType<HeapSnapshot>(ours[gc.Number].Heap);
            Assert.Equal(gc.HeapStats.TotalHeapSize, heap.SizeAfterBytes);
            Assert.Equal(gc.HeapStats.TotalPromoted, heap.PromotedBytes);
            Assert.Equal(gc.HeapStats.PinnedObjectCount, heap.PinnedObjects);
            if (gc.HeapCount > 0) Assert.Equal(gc.HeapCount, heap.HeapCount);
        });
    }

    /// <summary>
    /// TraceGC gives the heap histories of a background cycle, which come after its end, to whichever cycle it thinks current: they are then missing
    /// here and too many there. Both kinds are known by their count; all others must agree.
    /// </summary>
    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void The_free_space_agrees_wherever_TraceGC_kept_the_heaps_apart(string trace)
    {
        Dictionary<int, GcCycle> ours = Traces.Read(trace).Cycles.ToDictionary(cycle => cycle.Number);
        IReadOnlyList<TraceGC> all = TraceGcs(trace);
        TraceGC[] keptApart = [.. all.Where(gc => gc.PerHeapHistories.Count == gc.HeapCount)];
        Assert.True(keptApart.Length > all.Count(gc => gc.Type != GCType.BackgroundGC) * 0.8);
        Assert.All(keptApart, gc => Assert.Equal(
            gc.PerHeapHistories.Sum(history => history.GenData.Sum(generation => generation.Fragmentation)),
            ours[gc.Number].Heap?.FragmentedBytes));
    }

    /// <summary>For a blocking cycle TraceGC is right, also for one inside a background cycle's first suspension: both begin at GCStart.</summary>
    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void A_blocking_cycles_pause_agrees_to_a_microsecond(string trace)
    {
        Dictionary<int, GcCycle> ours = Traces.Read(trace).Cycles.ToDictionary(cycle => cycle.Number);
        Assert.All(TraceGcs(trace).Where(gc => gc.Type != GCType.BackgroundGC), gc =>
        {
            Assert.Equal(gc.PauseDurationMSec, ours[gc.Number].Pause.TotalMilliseconds, OneMicrosecond.TotalMilliseconds);
            Assert.Equal(gc.SuspendDurationMSec, ours[gc.Number].StopTime.TotalMilliseconds, OneMicrosecond.TotalMilliseconds);
        });
    }

    /// <summary>
    /// TraceGC drops part of a background cycle's first suspension where an ephemeral cycle runs inside it: the time from the stop of the threads to the
    /// ephemeral cycle's start belongs to neither. Ours is never less, and is the sum that the raw suspend and restart events give.
    /// </summary>
    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void A_background_cycles_pause_is_what_the_raw_events_say(string trace)
    {
        Recording recording = Traces.Read(trace);
        Dictionary<int, TraceGC> theirs = TraceGcs(trace).ToDictionary(gc => gc.Number);
        Assert.All(recording.Cycles.Where(cycle => cycle.Type == GcCycleType.Background), cycle =>
        {
            Suspension[] served = [.. recording.Suspensions.Where(suspension => suspension.Cycles.Any(name => name.Number == cycle.Number))];
            TimeSpan nested = Recording.Sum(recording.Cycles
                .Where(other => other.Number != cycle.Number && served.Any(suspension => suspension.Cycles.Any(name => name.Number == other.Number)))
                .Select(other => other.Pause));
            Assert.Equal(Recording.Sum(served.Select(suspension => suspension.Duration)) - nested, cycle.Pause);
            Assert.True(cycle.Pause.TotalMilliseconds >= theirs[cycle.Number].PauseDurationMSec - OneMicrosecond.TotalMilliseconds);
        });
    }

    private static IReadOnlyList<TraceGC> TraceGcs(string trace) => Analyses.GetOrAdd(trace, name => new Lazy<IReadOnlyList<TraceGC>>(() => Analyse(name))).Value;

    private static List<TraceGC> Analyse(string trace)
    {
        using var source = new EventPipeEventSource(Traces.PathOf(trace));
        source.NeedLoadedDotNetRuntimes();
        source.Process();
        return [.. source.Processes().SelectMany(process => process.LoadedDotNetRuntime()?.GC.GCs ?? []).Where(gc => gc.IsComplete)];
    }
}
