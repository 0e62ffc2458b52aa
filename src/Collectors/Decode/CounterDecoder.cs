using System.Globalization;
using System.Runtime.InteropServices;
using GcWatch.Analysis.Gc;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Decode;

/// <summary>
/// The runtime's counters. Allocations in both their forms: the EventCounter <c>alloc-rate</c>, which our sessions ask for, and the meter's
/// <c>dotnet.gc.heap.total_allocated</c> (.NET 9 and later), which a recording may have instead; and the EventCounter <c>working-set</c>. Payload layouts:
/// dotnet/runtime MetricsEventSource.cs, EventCounter.cs and RuntimeEventSource.cs. Runs on the reader's thread.
/// </summary>
public sealed class CounterDecoder
{
    public const string MeterProvider = "System.Diagnostics.Metrics";
    public const string CounterProvider = "System.Runtime";
    public const string MeterName = "System.Runtime";
    public const string InstrumentName = "dotnet.gc.heap.total_allocated";

    private const double BytesPerMegabyte = 1_000_000;

    private readonly IGcEventReceiver receiver;

    public CounterDecoder(EventPipeEventSource source, IGcEventReceiver receiver)
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

    /// <summary>
    /// One structure: Name, then Increment of a counter that is added up, Mean of one that is asked. Of the 27 counters all but two are passed over by their first bytes.
    /// </summary>
    private void TakeEventCounter(TraceEvent data)
    {
        ProcessId = data.ProcessID;
        if (IsNamed(data, "alloc-rate\0") && Number(data, "Increment") is { } bytes)
        {
            receiver.Take(new GcEvent.AllocatedIncrement(GcEventDecoder.At(data), data.ThreadID, (long)bytes));
        }
        else if (IsNamed(data, "working-set\0") && Number(data, "Mean") is { } megabytes)
        {
            receiver.Take(new GcEvent.WorkingSetMeasured(GcEventDecoder.At(data), data.ThreadID, (long)(megabytes * BytesPerMegabyte)));
        }
    }

    /// <summary>The mean of the one counter that is named so; null for another.</summary>
    internal static double? Mean(TraceEvent data, string counter) => IsNamed(data, counter + '\0') ? Number(data, "Mean") : null;

    private static double? Number(TraceEvent data, string field) =>
        data.PayloadValue(0) is IDictionary<string, object> outer
        && outer.TryGetValue("Payload", out object? inner) && inner is IDictionary<string, object> counter
        && counter.TryGetValue(field, out object? value) ? value as double? : null;

    /// <summary>A text comes as UTF-16 with an ending zero, and the name comes first.</summary>
    private static unsafe bool IsNamed(TraceEvent data, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(name);
        return data.EventDataLength > bytes.Length && new ReadOnlySpan<byte>((void*)data.DataStart, bytes.Length).SequenceEqual(bytes);
    }
}
