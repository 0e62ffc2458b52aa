using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Tests.Decode;

public sealed class HeapHistoryLayoutTests
{
    [Theory]
    [MemberData(nameof(Traces.All), MemberType = typeof(Traces))]
    public void What_is_read_in_place_is_what_TraceEvent_reads(string trace)
    {
        using var source = new EventPipeEventSource(Traces.PathOf(trace));
        var layout = new HeapHistoryLayout();
        int histories = 0;
        source.Clr.GCPerHeapHistory += data =>
        {
            Assert.Equal(3, data.Version);
            Assert.Equal(HeapHistoryLayout.ReadThroughTraceEvent(data), layout.Read(data));
            histories++;
        };
        source.Process();
        Assert.True(histories > 0);
    }
}
