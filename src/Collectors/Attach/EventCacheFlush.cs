using System.Runtime.CompilerServices;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Attach;

/// <summary>
/// Makes TraceEvent hand out what it holds. It sorts events by holding all but the first of a batch until a newer one arrives
/// (dotnet/runtime#76704, open), so a quiet target's last collection would stay unseen until its next one. The runtime writes each
/// batch in order, so between two blocks there is nothing left to wait for. Internals of TraceEvent 4.0.0: the version is pinned,
/// and a test fails if they move. Must be called on the thread that runs <c>Process()</c>.
/// </summary>
internal static class EventCacheFlush
{
    private const string CacheType = "Microsoft.Diagnostics.Tracing.EventPipe.EventCache, Microsoft.Diagnostics.Tracing.TraceEvent";

    /// <summary>Does nothing before the stream's header has been read: until then there is no cache.</summary>
    public static void Flush(EventPipeEventSource source)
    {
        if (GetCache(source) is { } cache) FlushCache(cache);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EventCache")]
    [return: UnsafeAccessorType(CacheType)]
    private static extern object? GetCache(EventPipeEventSource source);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "Flush")]
    private static extern void FlushCache([UnsafeAccessorType(CacheType)] object cache);
}
