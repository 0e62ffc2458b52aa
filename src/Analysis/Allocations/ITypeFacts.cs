namespace GcWatch.Analysis.Allocations;

/// <summary>What the assemblies of the target say of a type's name.</summary>
public interface ITypeFacts
{
    /// <summary>Every type that bears this name: none where the assemblies could not be read, several where the bare name is not unique.</summary>
    IReadOnlyCollection<TypeFact> Find(TypeName name);
}

/// <summary>One type's nature.</summary>
/// <param name="Shape">What kind of type it is.</param>
/// <param name="Space">The namespace, for a nested type that of the outermost type around it; empty for none.</param>
/// <param name="Outer">The whole name of the type that it is nested in, as stack frames spell it; empty for none.</param>
public readonly record struct TypeFact(TypeShape Shape, string Space, string Outer = "")
{
    /// <summary>An object of it is at least so large, in bytes.</summary>
    public long LeastBytes { get; init; }

    /// <summary>An object of it is at most so large, in bytes.</summary>
    public long MostBytes { get; init; } = long.MaxValue;
}

public enum TypeShape
{
    Class,

    /// <summary>A value type, enums included.</summary>
    Value,

    Delegate,

    /// <summary>A class or value type that the compiler made of an async method.</summary>
    StateMachine,
}

/// <summary>Where there are no assemblies to read.</summary>
public sealed class NoTypeFacts : ITypeFacts
{
    public static readonly NoTypeFacts Instance = new();

    public IReadOnlyCollection<TypeFact> Find(TypeName name) => [];
}
