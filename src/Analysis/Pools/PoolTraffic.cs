using System.Collections.Immutable;

namespace GcWatch.Analysis.Pools;

/// <summary>How the ArrayPools of a target were used since it is counted: only grows. Immutable.</summary>
/// <param name="Missed">Arrays that pools had to make, in the order of <see cref="PoolMissReasons.All"/>.</param>
/// <param name="LostEvents">Events that the target had no room for: all counts are too low by them.</param>
public sealed record PoolTraffic(ImmutableArray<long> Missed, long LostEvents)
{
    /// <summary>Null where only misses are counted: an event for each rent and return is dear.</summary>
    public PoolTurnover? Turnover { get; init; }
}

/// <summary>What pools lent, got back, and of that threw away.</summary>
public sealed record PoolTurnover(long Rented, long Returned, long Dropped);

/// <summary>Why pools make arrays, as a label.</summary>
public static class PoolMissReasons
{
    public static ImmutableArray<PoolMissReason> All { get; } = [.. Enum.GetValues<PoolMissReason>()];

    /// <summary>The value of the label <c>reason</c>.</summary>
    public static string Label(this PoolMissReason reason) => reason switch
    {
        PoolMissReason.Pooled => "filling",
        PoolMissReason.OverMaximumSize => "too_long",
        PoolMissReason.PoolExhausted => "exhausted",
        PoolMissReason.Unknown => "unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "not a reason"),
    };
}
