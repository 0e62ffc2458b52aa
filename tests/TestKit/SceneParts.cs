namespace GcWatch.TestKit;

/// <summary>What a scene has started, ended in the opposite order.</summary>
public sealed class SceneParts : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> parts = new();

    public T Keep<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }

    /// <summary>The only one of its kind.</summary>
    public T Only<T>() => parts.OfType<T>().Single();

    public async ValueTask DisposeAsync()
    {
        while (parts.TryPop(out IAsyncDisposable? part)) await part.DisposeAsync();
    }
}
