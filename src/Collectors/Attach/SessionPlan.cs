using System.Diagnostics.Tracing;
using System.Globalization;
using GcWatch.Collectors.Attach.Ipc;
using GcWatch.Collectors.Decode;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// The session to open in a target, cheapest form first. Which runtime understands what, and why each event is in the list, is
/// in docs/decisions/0005-session.md.
/// </summary>
internal static class SessionPlan
{
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private const ulong GcKeyword = 0x1;
    private const ulong TimeSeriesValues = 0x2;

    /// <summary>
    /// Event ids: restart, cycle, heap statistics, suspension, committed usage, heap history. GCStart (1) must be in it: the GC takes
    /// its presence for "informational events are on" at the start of each cycle.
    /// </summary>
    private static readonly uint[] GcEventIds = [1, 2, 3, 4, 7, 8, 9, 39, 204, 205];

    /// <summary>The requests to try in turn: a runtime that does not know one refuses it as an unknown command.</summary>
    public static IEnumerable<SessionRequest> For(RuntimeIdentity runtime, bool usesEventCounters, int bufferMegabytes)
    {
        var gc = new SessionProvider(RuntimeProvider, GcKeyword, EventLevel.Informational, null) { OnlyEvents = GcEventIds };
        SessionProvider heartbeat = runtime.MajorVersion >= 9 && !usesEventCounters ? Meter() : EventCounter();
        if (runtime.MajorVersion >= 10) yield return new SessionRequest(IpcCommand.CollectTracing5, bufferMegabytes, [gc, heartbeat]);
        if (runtime.MajorVersion >= 9) yield return new SessionRequest(IpcCommand.CollectTracing3, bufferMegabytes, [gc, heartbeat]);
        yield return new SessionRequest(IpcCommand.CollectTracing2, bufferMegabytes, [gc, heartbeat]);
    }

    /// <summary>
    /// One instrument each second: the exact allocation counter, and the heartbeat that makes the runtime notice a dead agent. The
    /// metrics source serves one private session or many shared ones that agree: the limits are those of dotnet-counters.
    /// </summary>
    private static SessionProvider Meter() => new(
        AllocationCounterDecoder.MeterProvider,
        TimeSeriesValues,
        EventLevel.Informational,
        string.Create(
            CultureInfo.InvariantCulture,
            $@"SessionId=SHARED;ClientId={Guid.NewGuid():D};Metrics={AllocationCounterDecoder.MeterName}\{AllocationCounterDecoder.InstrumentName};RefreshInterval=1;MaxTimeSeries=1000;MaxHistograms=10"));

    private static SessionProvider EventCounter() =>
        new(AllocationCounterDecoder.CounterProvider, 0, EventLevel.Informational, "EventCounterIntervalSec=1");
}
