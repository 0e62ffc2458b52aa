using GcWatch.Collectors.Attach;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Tests.Attach;

/// <summary>The flush reaches into TraceEvent: if its internals move, this fails before a user's last collection goes missing.</summary>
public sealed class EventCacheFlushTests
{
    [Fact]
    public void Before_the_header_is_read_there_is_nothing_to_flush()
    {
        using FileStream trace = File.OpenRead(Traces.Own.First());
        using var source = new EventPipeEventSource(trace);
        Assert.Null(Record.Exception(() => EventCacheFlush.Flush(source)));
    }

    [Fact]
    public void A_flush_hands_out_what_is_held()
    {
        byte[] trace = File.ReadAllBytes(Traces.PathOf("net10-workstation.nettrace"));
        Assert.True(EventsOfFirstPart(trace, flushes: true) > EventsOfFirstPart(trace, flushes: false));
    }

    /// <summary>Half a trace leaves its last block's events held: nothing newer comes that would release them.</summary>
    private static int EventsOfFirstPart(byte[] trace, bool flushes)
    {
        using var half = new MemoryStream(trace, 0, trace.Length / 2);
        using var source = new EventPipeEventSource(half);
        int events = 0;
        source.Clr.All += _ => events++;
        Assert.Throws<FormatException>(() => source.Process());
        if (flushes) EventCacheFlush.Flush(source);
        return events;
    }
}
