using GcWatch.Exporters.Prometheus;

namespace GcWatch.Exporters.Serving;

/// <summary>The text of one collection, sent to all who asked for it at once. Whoever has taken it disposes it; after the last the chunks are free.</summary>
internal sealed class Rendering(ScrapeText text, int readers, Action<Rendering> forget) : IDisposable
{
    private volatile bool isAbandoned;
    private int remaining = readers;

    /// <summary>Its room is needed for newer ones. On any thread.</summary>
    public event Action? Abandoned;

    public long Length => text.Length;

    public IEnumerable<ReadOnlyMemory<byte>> Chunks => text.Chunks;

    public bool IsAbandoned => isAbandoned;

    public void Abandon()
    {
        isAbandoned = true;
        Abandoned?.Invoke();
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref remaining) != 0) return;
        forget(this);
        text.Dispose();
    }
}
