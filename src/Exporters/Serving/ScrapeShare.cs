using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Serving;

/// <summary>
/// One collection for all who ask while it runs. Nobody waits for anybody's reading: each collection has chunks of its own, and what
/// slow readers hold is bounded by cutting off the slowest.
/// </summary>
internal sealed class ScrapeShare(Func<ExpositionFormat, ScrapeText> render, long mostHeldBytes)
{
    private readonly Lock gate = new();
    private readonly Dictionary<ExpositionFormat, Collection> running = [];
    private readonly List<Rendering> held = [];

    /// <summary>The caller disposes what it gets, whatever becomes of it.</summary>
    /// <exception cref="InvalidOperationException">The metrics could not be collected.</exception>
    public Task<Rendering> TakeAsync(ExpositionFormat format)
    {
        lock (gate)
        {
            if (running.TryGetValue(format, out Collection? joined))
            {
                joined.Readers++;
                return joined.Result;
            }

            var collection = new Collection(format);
            running.Add(format, collection);
            return collection.Result = CollectAsync(collection);
        }
    }

    private async Task<Rendering> CollectAsync(Collection collection)
    {
        ScrapeText text;
        try
        {
            text = await Task.Run(() => render(collection.Format)).ConfigureAwait(false);
        }
        catch
        {
            lock (gate) running.Remove(collection.Format);
            throw;
        }

        Rendering rendering;
        Rendering[] outOfRoom;
        lock (gate)
        {
            // From here on nobody can join: the number of readers stands.
            running.Remove(collection.Format);
            rendering = new Rendering(text, collection.Readers, Forget);
            outOfRoom = [.. OutOfRoom(rendering.Length)];
            held.Add(rendering);
        }

        foreach (Rendering oldest in outOfRoom) oldest.Abandon();
        return rendering;
    }

    /// <summary>The oldest ones, as many as must go for another of this length.</summary>
    private IEnumerable<Rendering> OutOfRoom(long length)
    {
        long room = mostHeldBytes - length - held.Where(rendering => !rendering.IsAbandoned).Sum(rendering => rendering.Length);
        foreach (Rendering oldest in held.Where(rendering => !rendering.IsAbandoned))
        {
            if (room >= 0) yield break;
            room += oldest.Length;
            yield return oldest;
        }
    }

    private void Forget(Rendering rendering)
    {
        lock (gate) held.Remove(rendering);
    }

    private sealed class Collection(ExpositionFormat format)
    {
        public ExpositionFormat Format => format;

        public int Readers { get; set; } = 1;

        public Task<Rendering> Result { get; set; } = Task.FromException<Rendering>(new InvalidOperationException("not begun"));
    }
}
