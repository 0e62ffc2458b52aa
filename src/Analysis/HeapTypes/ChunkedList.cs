namespace GcWatch.Analysis.HeapTypes;

/// <summary>Grows without ever copying what is in it: a list of a hundred megabytes never takes two hundred.</summary>
internal sealed class ChunkedList<T>
    where T : unmanaged
{
    private const int Shift = 15;
    private const int Mask = (1 << Shift) - 1;

    private readonly List<T[]> chunks = [];

    public int Count { get; private set; }

    public T this[int index]
    {
        get => chunks[index >> Shift][index & Mask];
        set => chunks[index >> Shift][index & Mask] = value;
    }

    public void Add(T item)
    {
        if (Count >> Shift == chunks.Count) chunks.Add(new T[1 << Shift]);
        chunks[Count >> Shift][Count & Mask] = item;
        Count++;
    }
}
