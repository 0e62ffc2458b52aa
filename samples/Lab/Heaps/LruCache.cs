namespace GcWatch.Lab.Heaps;

/// <summary>A bounded cache that forgets what was used longest ago: its entries live long, then die in an old generation.</summary>
internal sealed class LruCache(int capacity)
{
    private readonly Dictionary<int, LinkedListNode<Entry>> places = new(capacity);
    private readonly LinkedList<Entry> byUse = new();

    public byte[] GetOrAdd(int key, Func<byte[]> make)
    {
        if (places.TryGetValue(key, out LinkedListNode<Entry>? place))
        {
            byUse.Remove(place);
            byUse.AddFirst(place);
            return place.Value.Content;
        }

        if (places.Count == capacity && byUse.Last is { } oldest)
        {
            byUse.Remove(oldest);
            places.Remove(oldest.Value.Key);
        }

        byte[] content = make();
        places.Add(key, byUse.AddFirst(new Entry(key, content)));
        return content;
    }

    private sealed record Entry(int Key, byte[] Content);
}
