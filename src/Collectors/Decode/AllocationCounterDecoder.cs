using System.Globalization;
using System.Runtime.InteropServices;
using GcWatch.Analysis.Gc;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// The allocation counter in both its forms: the EventCounter <c>alloc-rate</c>, which our sessions ask for, and the meter's
/// <c>dotnet.gc.heap.total_allocated</c> (.NET 9 and later), which a recording may have instead. Payload layouts: dotnet/runtime MetricsEventSource.cs and EventCounter.cs.
/// Runs on the reader's thread.
/// </summary>
public sealed class AllocationCounterDecoder
{
    public const string MeterProvider = "System.Diagnostics.Metrics";
    public const string CounterProvider = "System.Runtime";
    public const string MeterName = "System.Runtime";
    public const string InstrumentName = "dotnet.gc.heap.total_allocated";

    private readonly IGcEventReceiver receiver;

    public AllocationCounterDecoder(EventPipeEventSource source, IGcEventReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(source);
        this.receiver = receiver;
        source.Dynamic.AddCallbackForProviderEvent(MeterProvider, "CounterRateValuePublished", TakeMeter);
        source.Dynamic.AddCallbackForProviderEvent(CounterProvider, "EventCounters", TakeEventCounter);
    }

    /// <summary>The target's process id, as its own namespace counts; 0 before the first publication.</summary>
    public int ProcessId { get; private set; }

    /// <summary>sessionId, meterName, meterVersion, instrumentName, unit, tags, rate, value.</summary>
    private void TakeMeter(TraceEvent data)
    {
        ProcessId = data.ProcessID;
        if (data.PayloadByName("instrumentName") as string != InstrumentName) return;
        if (data.PayloadByName("value") is not string text) return;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) return;
        receiver.Take(new GcEvent.AllocatedTotal(GcEventDecoder.At(data), data.ThreadID, (long)value));
    }

    /// <summary>One structure: Name, Increment, IntervalSec… Of the 27 counters all but one are passed over by their first bytes.</summary>
    private void TakeEventCounter(TraceEvent data)
    {
        ProcessId = data.ProcessID;
        if (!IsAllocation(data)) return;
        if (data.PayloadValue(0) is not IDictionary<string, object> outer) return;
        if (!outer.TryGetValue("Payload", out object? inner) || inner is not IDictionary<string, object> counter) return;
        if (!counter.TryGetValue("Name", out object? name) || name as string != "alloc-rate") return;
        if (!counter.TryGetValue("Increment", out object? increment) || increment is not double bytes) return;
        receiver.Take(new GcEvent.AllocatedIncrement(GcEventDecoder.At(data), data.ThreadID, (long)bytes));
    }

    /// <summary>A text comes as UTF-16 with an ending zero, and the name comes first.</summary>
    private static unsafe bool IsAllocation(TraceEvent data)
    {
        ReadOnlySpan<byte> name = MemoryMarshal.AsBytes<char>("alloc-rate\0");
        return data.EventDataLength > name.Length && new ReadOnlySpan<byte>((void*)data.DataStart, name.Length).SequenceEqual(name);
    }
}
