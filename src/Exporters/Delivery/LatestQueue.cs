using System.Threading.Channels;

namespace GcWatch.Exporters.Delivery;

/// <summary>
/// A bounded queue with one place for each key: a newer item replaces the older one where it stands. Offered to from anywhere, taken
/// from by one loop.
/// </summary>
/// <param name="limit">How many keys may wait.</param>
internal sealed class LatestQueue<TKey, TItem>(int limit)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly OrderedDictionary<TKey, TItem> waiting = [];
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public int Count
    {
        get
        {
            lock (gate) return waiting.Count;
        }
    }

    /// <summary>False if there is no room: the item is dropped.</summary>
    public bool Offer(TKey key, TItem item)
    {
        lock (gate)
        {
            if (waiting.Count >= limit && !waiting.ContainsKey(key)) return false;
            waiting[key] = item;
        }

        bell.Writer.TryWrite(true);
        return true;
    }

    /// <summary>Puts back what could not be delivered, before all others; what has been replaced meanwhile stays replaced. The number for which there is no room.</summary>
    public int Return(IReadOnlyList<KeyValuePair<TKey, TItem>> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        int dropped = 0;
        lock (gate)
        {
            for (int i = taken.Count - 1; i >= 0; i--)
            {
                if (waiting.ContainsKey(taken[i].Key)) continue;
                if (waiting.Count >= limit) dropped++;
                else waiting.Insert(0, taken[i].Key, taken[i].Value);
            }
        }

        bell.Writer.TryWrite(true);
        return dropped;
    }

    /// <summary>The oldest, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<KeyValuePair<TKey, TItem>> Take(int most)
    {
        lock (gate)
        {
            var taken = waiting.Take(most).ToList();
            for (int i = taken.Count - 1; i >= 0; i--) waiting.RemoveAt(i);
            return taken;
        }
    }

    /// <summary>Nothing more will be offered that must be waited for.</summary>
    public void Close() => bell.Writer.TryComplete();

    /// <summary>Waits until something waits; false if nothing does and nothing more will come.</summary>
    public async Task<bool> HasItemsAsync()
    {
        while (Count == 0)
        {
            if (!await bell.Reader.WaitToReadAsync().ConfigureAwait(false)) return Count > 0;
            bell.Reader.TryRead(out _);
        }

        return true;
    }
}
