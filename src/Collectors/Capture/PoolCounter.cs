using System.Diagnostics.Tracing;
using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Attach;
using GcWatch.Collectors.Attach.Ipc;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Counts how the ArrayPools of a process are used, for as long as it runs, in a session of its own: what they say must not take the room of what
/// the collector says. Nothing is kept of single arrays. Counted on the reader's thread, read on any.
/// </summary>
/// <remarks>Read by one loop.</remarks>
/// <param name="countsRents">Whether the process is to send an event for each rent and each return as well, not for misses alone.</param>
public sealed class PoolCounter(bool countsRents)
{
    /// <summary>The agent ends in two seconds, and this is the lesser of its sessions.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(0.3);

    private readonly long[] missed = new long[PoolMissReasons.All.Length];
    private long rented;
    private long returned;
    private long dropped;
    private long lostBefore;
    private long lost;
    private volatile EventPipeEventSource? source;

    /// <summary>What was counted so far, over all sessions.</summary>
    public PoolTraffic Read()
    {
        // It must not go down for the moment in which a session ends.
        lost = Math.Max(lost, Volatile.Read(ref lostBefore) + (source?.EventsLost ?? 0));
        return new PoolTraffic([.. missed.Select((_, reason) => Volatile.Read(ref missed[reason]))], lost)
        {
            Turnover = countsRents ? new PoolTurnover(Volatile.Read(ref rented), Volatile.Read(ref returned), Volatile.Read(ref dropped)) : null,
        };
    }

    /// <summary>Counts until the process ends, or <paramref name="stop"/> asks to stop. May be called again after that.</summary>
    /// <param name="target">Whose pools.</param>
    /// <param name="heartbeat">How often the runtime sends its counters, without which a quiet process would not notice that nobody listens any more.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Why it could not begin, or what broke it off; null where the process ended or it was asked to stop.</returns>
    public async Task<string?> CountAsync(Target target, TimeSpan heartbeat, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(target);
        var pools = new SessionProvider(PoolEventDecoder.Provider, 0, countsRents ? EventLevel.Verbose : EventLevel.Informational, null);
        var plan = new CapturePlan(pools, SessionPlan.Counters(heartbeat)) { StopPatience = StopPatience };
        CaptureOpening opening = await CaptureSession.OpenAsync(target, plan, stop).ConfigureAwait(false);
        if (opening.Session is not { } session) return opening.Failure?.Explanation;
        await using (session.ConfigureAwait(false))
        {
            Count(session.Source);
            CaptureEnd end = await session.RunAsync(Timeout.InfiniteTimeSpan, enough: null, stop).ConfigureAwait(false);
            source = null;
            Volatile.Write(ref lostBefore, lostBefore + end.LostEvents);
            return end.Stream.Fault;
        }
    }

    /// <summary>Has the events of a stream counted.</summary>
    internal void Count(EventPipeEventSource stream)
    {
        source = stream;
        PoolEventDecoder.Subscribe(stream, Take);
    }

    private void Take(TraceEvent data)
    {
        switch (PoolEventDecoder.KindOf(data))
        {
            case PoolEventKind.Rented: Volatile.Write(ref rented, rented + 1); break;
            case PoolEventKind.Returned: Volatile.Write(ref returned, returned + 1); break;
            case PoolEventKind.Dropped: Volatile.Write(ref dropped, dropped + 1); break;
            case PoolEventKind.Allocated: AddMiss((int)PoolEventDecoder.MissReason(data)); break;
            default: break;
        }
    }

    private void AddMiss(int reason) => Volatile.Write(ref missed[reason], missed[reason] + 1);
}
