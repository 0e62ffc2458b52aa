namespace GcWatch.Analysis.Baselines;

/// <summary>
/// The named compatibility rule <c>heap-over-trigger</c>: five consecutive samples, 10 s apart, with the heap above 1.8 times the size at
/// which a collection usually starts, and more than 8 collections a minute. Of which generations the caller says: gen0 alone passes 8
/// on .NET.
/// </summary>
/// <param name="multiple">Of the baseline trigger.</param>
/// <param name="collectionsPerMinute">More than this.</param>
/// <param name="samples">Consecutive.</param>
public sealed class HeapOverTrigger(double multiple = 1.8, double collectionsPerMinute = 8, int samples = 5)
{
    /// <summary>Samples in a row so far.</summary>
    public int InARow { get; private set; }

    public bool IsFiring => InARow >= samples;

    /// <param name="heapBytes">Heap now; NaN is no sample, and ends the row.</param>
    /// <param name="baselineTriggerBytes">Usual heap when a collection starts; NaN if not known yet.</param>
    /// <param name="collections">Collections per minute of the generations that count.</param>
    public bool Advance(double heapBytes, double baselineTriggerBytes, double collections)
    {
        InARow = heapBytes > multiple * baselineTriggerBytes && collections > collectionsPerMinute ? Math.Min(InARow + 1, samples) : 0;
        return IsFiring;
    }
}
