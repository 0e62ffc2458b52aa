namespace GcWatch.Analysis.Pools;

/// <summary>What an ArrayPool says of one array.</summary>
/// <param name="At">Time since the start of the session.</param>
/// <param name="Buffer">Which array: its hash code, which two arrays may share.</param>
public abstract record PoolEvent(TimeSpan At, PoolBuffer Buffer)
{
    /// <param name="At">Time since the start of the session.</param>
    /// <param name="Buffer">Which array.</param>
    /// <param name="Stack">The number of the call stack that rents it, where these are recorded; -1 otherwise.</param>
    public sealed record Rented(TimeSpan At, PoolBuffer Buffer, int Stack = -1) : PoolEvent(At, Buffer);

    public sealed record Returned(TimeSpan At, PoolBuffer Buffer) : PoolEvent(At, Buffer);

    /// <summary>A rent that the pool could not serve: a new array.</summary>
    public sealed record Allocated(TimeSpan At, PoolBuffer Buffer, PoolMissReason Reason) : PoolEvent(At, Buffer);

    /// <summary>Given up by the pool, as memory is short or nobody has asked for it in a while.</summary>
    public sealed record Trimmed(TimeSpan At, PoolBuffer Buffer) : PoolEvent(At, Buffer);

    /// <summary>Returned, and not kept: the pool has no room for it.</summary>
    public sealed record Dropped(TimeSpan At, PoolBuffer Buffer, PoolDropReason Reason) : PoolEvent(At, Buffer);
}

/// <summary>An array as the events name it.</summary>
/// <param name="Pool">The pool's hash code: it keeps apart pools of different element types.</param>
/// <param name="Id">The array's hash code.</param>
/// <param name="Length">Elements, not bytes: the events do not say of what type.</param>
public readonly record struct PoolBuffer(int Pool, int Id, int Length);

/// <summary>ArrayPoolEventSource.BufferAllocatedReason.</summary>
public enum PoolMissReason
{
    /// <summary>A bucket's first arrays: it fills.</summary>
    Pooled,

    /// <summary>Longer than what the pool keeps.</summary>
    OverMaximumSize,

    /// <summary>All of its size are rented.</summary>
    PoolExhausted,

    Unknown,
}

/// <summary>ArrayPoolEventSource.BufferDroppedReason.</summary>
public enum PoolDropReason
{
    /// <summary>The bucket is full.</summary>
    Full,

    /// <summary>Longer than what the pool keeps.</summary>
    OverMaximumSize,

    Unknown,
}
