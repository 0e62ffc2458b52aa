namespace GcWatch.Analysis.HeapTypes;

/// <summary>What holds an object from outside the heap.</summary>
public abstract record HeapRoot
{
    private HeapRoot()
    {
    }

    /// <param name="Field">Its name; the runtime does not say which type declares it.</param>
    /// <param name="IsOfThread">Whether each thread has its own.</param>
    public sealed record StaticField(string Field, bool IsOfThread) : HeapRoot
    {
        public override string ToString() => $"{(IsOfThread ? "thread-static" : "static")} field {Field}";
    }

    public sealed record LocalVariable : HeapRoot
    {
        public override string ToString() => "a local variable of a running method";
    }

    public sealed record Finalization : HeapRoot
    {
        public override string ToString() => "the queue of finalizers";
    }

    /// <param name="IsPinned">Whether it also keeps the object in its place.</param>
    public sealed record Handle(bool IsPinned) : HeapRoot
    {
        public override string ToString() => IsPinned ? "a pinning GC handle" : "a GC handle";
    }

    public sealed record Other : HeapRoot
    {
        public override string ToString() => "a root of the runtime";
    }
}
