namespace GcWatch.Analysis.Allocations;

/// <summary>Why an object was made, as far as its type says: a closed set, label <c>cause</c>.</summary>
public enum AllocationCause
{
    /// <summary>The variables that a lambda or a local function has captured: a display class.</summary>
    Closure,

    /// <summary>A delegate, made anew.</summary>
    Delegate,

    /// <summary>A value type as an object.</summary>
    Boxing,

    /// <summary>A task, or the state of an async method that did not finish at once.</summary>
    Async,

    /// <summary>The state of a method with <c>yield</c>.</summary>
    Iterator,

    /// <summary>What a LINQ operator makes for itself.</summary>
    Linq,

    /// <summary>A string.</summary>
    Text,

    /// <summary>An array, of whatever.</summary>
    Array,

    /// <summary>An array that a pool had to make because it had none to give. Told by its stack only.</summary>
    PoolMiss,

    /// <summary>An ordinary object.</summary>
    Other,

    /// <summary>The type's name does not say whether it is a value type, a delegate or a class, and its assembly could not be read.</summary>
    Unresolved,
}

public static class AllocationCauses
{
    /// <summary>All, in the order of the enum.</summary>
    public static IReadOnlyList<AllocationCause> All { get; } = Enum.GetValues<AllocationCause>();

    public static string Label(this AllocationCause cause) => cause switch
    {
        AllocationCause.Closure => "closure",
        AllocationCause.Delegate => "delegate",
        AllocationCause.Boxing => "boxing",
        AllocationCause.Async => "async",
        AllocationCause.Iterator => "iterator",
        AllocationCause.Linq => "linq",
        AllocationCause.Text => "string",
        AllocationCause.Array => "array",
        AllocationCause.PoolMiss => "pool_miss",
        AllocationCause.Other => "other",
        AllocationCause.Unresolved => "unresolved",
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "not a cause"),
    };
}
