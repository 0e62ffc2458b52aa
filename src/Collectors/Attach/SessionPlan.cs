using System.Diagnostics.Tracing;
using System.Globalization;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.NETCore.Client;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// The session to open in a target, cheapest form first. Which runtime understands what, and why each event is in the list, is
/// in docs/decisions/0005-session.md.
/// </summary>
internal static class SessionPlan
{
    private const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private const long GcKeyword = 0x1;
    private const long TimeSeriesValues = 0x2;

    /// <summary>
    /// Event ids: restart, cycle, heap statistics, suspension, committed usage, heap history. GCStart (1) must be in it: the GC takes
    /// its presence for "informational events are on" at the start of each cycle.
    /// </summary>
    private static readonly uint[] GcEventIds = [1, 2, 3, 4, 7, 8, 9, 39, 204, 205];

    /// <summary>The configurations to try in turn: a runtime that does not know one refuses it as an unsupported command.</summary>
    public static IEnumerable<EventPipeSessionConfiguration> For(RuntimeIdentity runtime, bool usesEventCounters, int bufferMegabytes)
    {
        EventPipeProvider heartbeat = runtime.MajorVersion >= 9 && !usesEventCounters ? Meter() : EventCounter();
        if (runtime.MajorVersion >= 10)
        {
            yield return Configure([Gc(new EventPipeProviderEventFilter(true, GcEventIds)), heartbeat], bufferMegabytes, stackwalk: false);
        }

        yield return Configure([Gc(null), heartbeat], bufferMegabytes, stackwalk: false);
        yield return Configure([Gc(null), heartbeat], bufferMegabytes, stackwalk: true);
    }

    private static EventPipeSessionConfiguration Configure(EventPipeProvider[] providers, int bufferMegabytes, bool stackwalk) =>
        new(providers, bufferMegabytes, requestRundown: false, requestStackwalk: stackwalk);

    private static EventPipeProvider Gc(EventPipeProviderEventFilter? filter) =>
        new(RuntimeProvider, EventLevel.Informational, GcKeyword, null, filter);

    /// <summary>
    /// One instrument each second: the exact allocation counter, and the heartbeat that makes the runtime notice a dead agent. The
    /// metrics source serves one private session or many shared ones that agree: the limits are those of dotnet-counters.
    /// </summary>
    private static EventPipeProvider Meter() => new(
        AllocationCounterDecoder.MeterProvider,
        EventLevel.Informational,
        TimeSeriesValues,
        new Dictionary<string, string>
        {
            ["SessionId"] = "SHARED",
            ["ClientId"] = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
            ["Metrics"] = $@"{AllocationCounterDecoder.MeterName}\{AllocationCounterDecoder.InstrumentName}",
            ["RefreshInterval"] = "1",
            ["MaxTimeSeries"] = "1000",
            ["MaxHistograms"] = "10",
        });

    private static EventPipeProvider EventCounter() => new(
        AllocationCounterDecoder.CounterProvider,
        EventLevel.Informational,
        0,
        new Dictionary<string, string> { ["EventCounterIntervalSec"] = "1" });
}
