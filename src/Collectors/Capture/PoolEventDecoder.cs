using GcWatch.Analysis.Pools;
using GcWatch.Collectors.Decode;
using Microsoft.Diagnostics.Tracing;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// The events of ArrayPools, by their ids: dotnet/runtime src/libraries/System.Private.CoreLib/src/System/Buffers/ArrayPoolEventSource.cs.
/// All begin with the array's hash code, its length and the pool's hash code. Runs on the reader's thread.
/// </summary>
internal sealed class PoolEventDecoder
{
    public const string Provider = "System.Buffers.ArrayPoolEventSource";

    private const int ReasonAt = 4;

    private readonly PoolLedger ledger;
    private readonly Func<TraceEvent, int> stackOf;

    public PoolEventDecoder(EventPipeEventSource source, PoolLedger ledger, Func<TraceEvent, int> stackOf)
    {
        this.ledger = ledger;
        this.stackOf = stackOf;
        Subscribe(source, Take);
    }

    /// <summary>Has a stream's events of pools taken, in the reader's thread.</summary>
    public static void Subscribe(EventPipeEventSource source, Action<TraceEvent> take) => source.Dynamic.AddCallbackForProviderEvents(
        static (provider, _) => provider == Provider ? EventFilterResponse.AcceptEvent : EventFilterResponse.RejectProvider, take);

    /// <summary>Anything but an event of an array becomes <see cref="PoolEventKind.None"/>.</summary>
    public static PoolEventKind KindOf(TraceEvent data) => (int)data.ID is >= (int)PoolEventKind.Rented and <= (int)PoolEventKind.Dropped and var id ? (PoolEventKind)id : PoolEventKind.None;

    /// <summary>Why an array had to be made, as <see cref="PoolEventKind.Allocated"/> says.</summary>
    public static PoolMissReason MissReason(TraceEvent data) => Miss(Number(data, ReasonAt));

    private void Take(TraceEvent data)
    {
        if (Decode(data) is { } decoded) ledger.Take(decoded);
    }

    private PoolEvent? Decode(TraceEvent data)
    {
        if (Number(data, 0) is not { } id || Number(data, 1) is not { } length || Number(data, 2) is not { } pool) return null;
        var buffer = new PoolBuffer(pool, id, length);
        TimeSpan at = GcEventDecoder.At(data);
        return KindOf(data) switch
        {
            PoolEventKind.Rented => new PoolEvent.Rented(at, buffer, stackOf(data)),
            PoolEventKind.Allocated => new PoolEvent.Allocated(at, buffer, MissReason(data)),
            PoolEventKind.Returned => new PoolEvent.Returned(at, buffer),
            PoolEventKind.Trimmed => new PoolEvent.Trimmed(at, buffer),
            PoolEventKind.Dropped => new PoolEvent.Dropped(at, buffer, Drop(Number(data, ReasonAt))),
            _ => null,
        };
    }

    private static int? Number(TraceEvent data, int index) => index < data.PayloadNames.Length ? data.PayloadValue(index) as int? : null;

    private static PoolMissReason Miss(int? wire) => wire switch
    {
        0 => PoolMissReason.Pooled,
        1 => PoolMissReason.OverMaximumSize,
        2 => PoolMissReason.PoolExhausted,
        _ => PoolMissReason.Unknown,
    };

    private static PoolDropReason Drop(int? wire) => wire switch
    {
        0 => PoolDropReason.Full,
        1 => PoolDropReason.OverMaximumSize,
        _ => PoolDropReason.Unknown,
    };
}

/// <summary>The ids of the events that an ArrayPool sends of an array.</summary>
internal enum PoolEventKind
{
    None = 0,
    Rented = 1,
    Allocated = 2,
    Returned = 3,
    Trimmed = 4,
    TrimPolled = 5,
    Dropped = 6,
}
