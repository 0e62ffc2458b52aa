using System.Diagnostics;
using System.Diagnostics.Tracing;
using GcWatch.Analysis.HeapTypes;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Has a process walk its heap: a blocking gen2 collection that it is told to do, during which it names every object. It stands still
/// meanwhile, and buffers all that it says (docs/heap.md). Only where somebody asked for it, and once at a time: see <see cref="TargetLock"/>.
/// </summary>
public static class HeapCapture
{

    /// <summary>GC, Type, GCHeapDump, GCHeapCollect and GCHeapAndTypeNames.</summary>
    private const ulong HeapWalkKeywords = 0x198_0001;

    /// <summary>
    /// Cycle, suspension, types and objects. GCStart (1) must be in it: the GC takes its presence for "events are on". Older runtimes know no
    /// filter, and send references and roots as well.
    /// </summary>
    private static readonly uint[] CensusEvents = [1, 2, 3, 4, 7, 8, 9, 15, 18];

    /// <summary>And references, roots, static fields.</summary>
    private static readonly uint[] GraphEvents = [.. CensusEvents, 16, 17, 19, 38];

    private static readonly TimeSpan LongestWalk = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    /// <param name="target">Whose heap.</param>
    /// <param name="bufferMegabytes">The ceiling of the buffer in the target: 45 bytes for each object, or the walk is truncated.</param>
    /// <param name="graph">What is to hold references, for paths; null for a census alone, which is cheaper.</param>
    /// <param name="cancellation">Ends the session; the process goes on as it would have.</param>
    public static async Task<HeapCaptureResult> TakeAsync(Target target, int bufferMegabytes, ReferenceGraph? graph, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        var provider = new SessionProvider(SessionPlan.RuntimeProvider, HeapWalkKeywords, EventLevel.Verbose, null) { OnlyEvents = graph is null ? CensusEvents : GraphEvents };
        var plan = new CapturePlan(provider) { BufferMegabytes = bufferMegabytes, StopPatience = StopPatience };
        long began = Stopwatch.GetTimestamp();
        CaptureOpening opening = await CaptureSession.OpenAsync(target, plan, cancellation).ConfigureAwait(false);
        if (opening.Session is not { } session) return new HeapCaptureResult.Unreachable(opening.Failure ?? throw new UnreachableException());
        await using (session.ConfigureAwait(false))
        {
            var walk = new HeapWalk(graph);
            var decoder = new HeapWalkDecoder(session.Source, walk);
            CaptureEnd end = await session.RunAsync(LongestWalk, decoder.Over, cancellation).ConfigureAwait(false);
            if (end.LostEvents > 0 || !decoder.IsGapless) return new HeapCaptureResult.Truncated(walk.Objects, end.LostEvents, bufferMegabytes);
            if (!decoder.Over.IsCompleted || end.Stream.Fault is not null) return new HeapCaptureResult.Unfinished(walk.Objects, end.Duration);
            return new HeapCaptureResult.Taken(walk, TimeProvider.System.GetUtcNow(), decoder.Pause, Stopwatch.GetElapsedTime(began));
        }
    }
}
