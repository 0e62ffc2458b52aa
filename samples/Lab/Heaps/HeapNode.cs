namespace GcWatch.Lab.Heaps;

/// <summary>A small object of a graph that a collection must follow: 32 bytes with its header, on a 64-bit runtime.</summary>
internal sealed class HeapNode(HeapNode? next, long number)
{
    public const int Bytes = 32;

    public HeapNode? Next { get; } = next;

    public long Number { get; } = number;
}
