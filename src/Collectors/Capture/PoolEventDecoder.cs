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

    private const int Rented = 1;
    private const int Allocated = 2;
    private const int Returned = 3;
    private const int Trimmed = 4;
    private const int Dropped = 6;

    private const int ReasonAt = 4;

    private readonly PoolLedger ledger;
    private readonly Func<TraceEvent, int> stackOf;

    public PoolEventDecoder(EventPipeEventSource source, PoolLedger ledger, Func<TraceEvent, int> stackOf)
    {
        this.ledger = ledger;
        this.stackOf = stackOf;
        source.Dynamic.AddCallbackForProviderEvents(
            static (provider, _) => provider == Provider ? EventFilterResponse.AcceptEvent : EventFilterResponse.RejectProvider, Take);
    }

    private void Take(TraceEvent data)
    {
        if (Decode(data) is { } decoded) ledger.Take(decoded);
    }

    private PoolEvent? Decode(TraceEvent data)
    {
        if (Number(data, 0) is not { } id || Number(data, 1) is not { } length || Number(data, 2) is not { } pool) return null;
        var buffer = new PoolBuffer(pool, id, length);
        TimeSpan at = GcEventDecoder.At(data);
        return (int)data.ID switch
        {
            Rented => new PoolEvent.Rented(at, buffer, stackOf(data)),
            Allocated => new PoolEvent.Allocated(at, buffer, Miss(Number(data, ReasonAt))),
            Returned => new PoolEvent.Returned(at, buffer),
            Trimmed => new PoolEvent.Trimmed(at, buffer),
            Dropped => new PoolEvent.Dropped(at, buffer, Drop(Number(data, ReasonAt))),
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
