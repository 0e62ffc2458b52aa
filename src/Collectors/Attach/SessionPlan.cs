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
    public const string RuntimeProvider = "Microsoft-Windows-DotNETRuntime";
    private const ulong GcKeyword = 0x1;

    /// <summary>
    /// Event ids: restart, cycle, heap statistics, suspension, committed usage, heap history. GCStart (1) must be in it: the GC takes
    /// its presence for "informational events are on" at the start of each cycle.
    /// </summary>
    private static readonly uint[] GcEventIds = [1, 2, 3, 4, 7, 8, 9, 39, 204, 205];

    /// <summary>The requests to try in turn: a runtime that does not know one refuses it as an unknown command.</summary>
    public static IEnumerable<SessionRequest> For(RuntimeIdentity runtime, AttachSettings settings)
    {
        int bufferMegabytes = settings.BufferMegabytes;
        var gc = new SessionProvider(RuntimeProvider, GcKeyword, EventLevel.Informational, null) { OnlyEvents = GcEventIds };
        SessionProvider counters = Counters(settings.CounterInterval);
        if (runtime.MajorVersion >= 10) yield return new SessionRequest(IpcCommand.CollectTracing5, bufferMegabytes, [gc, counters]);
        if (runtime.MajorVersion >= 9) yield return new SessionRequest(IpcCommand.CollectTracing3, bufferMegabytes, [gc, counters]);
        yield return new SessionRequest(IpcCommand.CollectTracing2, bufferMegabytes, [gc, counters]);
    }

    /// <summary>
    /// The runtime's counters, each second unless minutes are to pass faster: allocations, the working set, and the heartbeat that makes the runtime notice a dead agent. Not the
    /// System.Runtime meter: its first collection can deadlock with the end of the process (docs/decisions/0004-allocation-rate.md).
    /// </summary>
    public static SessionProvider Counters(TimeSpan interval) =>
        new(CounterDecoder.CounterProvider, 0, EventLevel.Informational, string.Create(CultureInfo.InvariantCulture, $"EventCounterIntervalSec={interval.TotalSeconds}"));
}
