namespace GcWatch.Analysis.Gc;

/// <summary>
/// One generation of one heap in GCPerHeapHistory. All sizes are bytes; "free" is free-list space plus free objects,
/// so that size − free is what objects occupy.
/// </summary>
public readonly record struct HeapGeneration(
    long SizeBefore, long FreeBefore, long SizeAfter, long FreeAfter, long Survived, long Budget)
{
    /// <summary>The part of <see cref="Survived"/> that could not be moved: pinned objects, and what lies between them.</summary>
    public long PinnedSurvived { get; init; }

    public static HeapGeneration operator +(HeapGeneration left, HeapGeneration right) => left.Add(right);

    public HeapGeneration Add(HeapGeneration other) => new(
        SizeBefore + other.SizeBefore, FreeBefore + other.FreeBefore, SizeAfter + other.SizeAfter,
        FreeAfter + other.FreeAfter, Survived + other.Survived, Budget + other.Budget)
    {
        PinnedSurvived = PinnedSurvived + other.PinnedSurvived,
    };
}
