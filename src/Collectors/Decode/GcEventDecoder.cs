using GcWatch.Analysis.Gc;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// Turns TraceEvent's callbacks into <see cref="GcEvent"/>s: decoding only, the model is ours. A payload shorter than its layout is
/// counted and passed over: TraceEvent's accessors do not check their bounds. Runs on the reader's thread.
/// </summary>
public sealed class GcEventDecoder
{
    private readonly IGcEventReceiver receiver;
    private readonly EventPipeEventSource source;
    private readonly HeapHistoryLayout history = new();
    private TimeSpan lastAt;
    private long lastLost;

    public GcEventDecoder(EventPipeEventSource source, IGcEventReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.source = source;
        this.receiver = receiver;
        SubscribeToSuspensions(source.Clr);
        SubscribeToCycles(source.Clr);
        SubscribeToHeap(source.Clr);
        Counters = new CounterDecoder(source, receiver);
    }

    public CounterDecoder Counters { get; }

    /// <summary>Events whose payload was too short for its layout: a damaged stream.</summary>
    public long MalformedEvents { get; private set; }

    /// <summary>The target's process id, as its own namespace counts; 0 before the first event.</summary>
    public int ProcessId { get; private set; }

    /// <summary>When the session began, by the target's wall clock, to the millisecond; null if the stream has not said.</summary>
    public DateTimeOffset? StartedAt =>
        source.SessionStartTime > DateTime.UnixEpoch && source.SessionStartTime < DateTime.MaxValue.AddYears(-1)
            ? new DateTimeOffset(source.SessionStartTime.ToUniversalTime())
            : null;

    /// <summary>Passes the transport's count of lost events on, if it has changed. Call it on the reader's thread.</summary>
    public void ReportLoss()
    {
        if (source.EventsLost == lastLost) return;
        lastLost = source.EventsLost;
        receiver.Take(new GcEvent.EventsLost(lastAt, 0, lastLost));
    }

    internal static TimeSpan At(TraceEvent data) => TimeSpan.FromTicks((long)Math.Round(data.TimeStampRelativeMSec * TimeSpan.TicksPerMillisecond));

    private void SubscribeToSuspensions(ClrTraceEventParser clr)
    {
        clr.GCSuspendEEStart += data => Pass(data, 10, static (e, at) =>
            new GcEvent.SuspensionBegan(at, e.ThreadID, WireEnums.SuspensionReason((int)e.Reason)));
        clr.GCSuspendEEStop += data => Pass(data, 0, static (e, at) => new GcEvent.SuspensionReached(at, e.ThreadID));
        clr.GCRestartEEStart += data => Pass(data, 0, static (e, at) => new GcEvent.RestartBegan(at, e.ThreadID));
        clr.GCRestartEEStop += data => Pass(data, 0, static (e, at) => new GcEvent.RestartEnded(at, e.ThreadID));
    }

    private void SubscribeToCycles(ClrTraceEventParser clr)
    {
        clr.GCStart += data => Pass(data, 18, static (e, at) => new GcEvent.CycleStarted(
            at, e.ThreadID, e.Count, WireEnums.Generation(e.Depth), WireEnums.Reason((int)e.Reason), WireEnums.CycleType((int)e.Type)));
        clr.GCStop += data => Pass(data, 8, static (e, at) => new GcEvent.CycleEnded(at, e.ThreadID, e.Count));
        clr.GCGlobalHeapHistory += data => Pass(data, 38, static (e, at) => new GcEvent.CycleDescribed(
            at, e.ThreadID, (e.GlobalMechanisms & GCGlobalMechanisms.Concurrent) != 0, e.NumHeaps, e.MemoryPressure));
    }

    private void SubscribeToHeap(ClrTraceEventParser clr)
    {
        clr.GCHeapStats += data => Pass(data, 110, static (e, at) => new GcEvent.HeapMeasured(at, e.ThreadID, Statistics(e)));
        clr.GCPerHeapHistory += data => Pass(
            data, HeapHistoryLayout.ShortestPayload(data.PointerSize), (e, at) => new GcEvent.HeapDescribed(at, e.ThreadID, e.HeapIndex, history.Read(e)));
        clr.GCDynamicEvent.GCCommittedUsage += usage => receiver.Take(new GcEvent.CommittedMeasured(
            lastAt, 0, CommittedBytes(usage), usage.TotalBookkeepingCommitted));
    }

    private void Pass<T>(T data, int shortestPayload, Func<T, TimeSpan, GcEvent> decode)
        where T : TraceEvent
    {
        if (data.EventDataLength < shortestPayload)
        {
            MalformedEvents++;
            return;
        }

        ProcessId = data.ProcessID;
        lastAt = At(data);
        receiver.Take(decode(data, lastAt));
    }

    private static long CommittedBytes(Microsoft.Diagnostics.Tracing.Parsers.GCDynamic.CommittedUsageTraceEvent usage) =>
        usage.TotalCommittedInUse + usage.TotalCommittedInFree + usage.TotalCommittedInGlobalDecommit + usage.TotalCommittedInGlobalFree;

    private static HeapStatistics Statistics(GCHeapStatsTraceData data) => new()
    {
        SizeBytes = [data.GenerationSize0, data.GenerationSize1, data.GenerationSize2, data.GenerationSize3, data.GenerationSize4],
        PromotedBytes =
        [
            data.TotalPromotedSize0, data.TotalPromotedSize1, data.TotalPromotedSize2, data.TotalPromotedSize3, data.TotalPromotedSize4,
        ],
        FinalizationPromotedBytes = data.FinalizationPromotedSize,
        PinnedObjects = data.PinnedObjectCount,
        GcHandles = data.GCHandleCount,
    };
}
