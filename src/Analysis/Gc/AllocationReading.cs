namespace GcWatch.Analysis.Gc;

/// <summary>Bytes allocated up to a moment.</summary>
/// <param name="At">Time since the session began.</param>
/// <param name="TotalBytes">Since the process began (<see cref="AllocationSource.Counter"/>), else since the session began.</param>
/// <param name="Source">How it is known.</param>
public readonly record struct AllocationReading(TimeSpan At, long TotalBytes, AllocationSource Source);

/// <summary>Where allocated bytes come from, worst first: a better one, once seen, replaces a worse one for good.</summary>
public enum AllocationSource
{
    None,

    /// <summary>Growth between cycles by GCPerHeapHistory: about 1.5 % too high, and blind between cycles.</summary>
    HeapHistory,

    /// <summary>The EventCounter <c>alloc-rate</c> (.NET 8).</summary>
    EventCounter,

    /// <summary>The counter <c>dotnet.gc.heap.total_allocated</c> (.NET 9 and later): exact by definition.</summary>
    Counter,
}
