namespace GcWatch.Lab.Scenarios.Pools;

/// <summary>A pool of objects as everybody writes it once: a stack of what was returned. One thread.</summary>
/// <param name="most">How many it keeps; what is returned beyond that is dropped.</param>
/// <param name="reset">Makes an object as good as new; false where it is not worth keeping.</param>
internal sealed class ObjectPool<T>(int most, Predicate<T> reset)
    where T : class, new()
{
    private readonly Stack<T> kept = new();

    /// <summary>Fills it with new objects.</summary>
    public void Fill()
    {
        while (kept.Count < most) kept.Push(new T());
    }

    public T Rent() => kept.TryPop(out T? item) ? item : new T();

    public void Return(T item)
    {
        if (kept.Count < most && reset(item)) kept.Push(item);
    }
}
