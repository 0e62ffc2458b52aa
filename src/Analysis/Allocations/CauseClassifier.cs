using System.Collections.Immutable;

namespace GcWatch.Analysis.Allocations;

/// <summary>
/// Tells from a type's name why an object of it was made: by the compiler's and the framework's own naming where that is certain, else by what
/// the target's assemblies say (<see cref="ITypeFacts"/>). Never guesses: a name that several types of different natures bear, or that nothing
/// is known of, is <see cref="AllocationCause.Unresolved"/>.
/// </summary>
public sealed class CauseClassifier(ITypeFacts facts)
{
    private const string ClosureOfCSharp = "<>c__DisplayClass";
    private const string ClosureOfVisualBasic = "_Closure$__";

    /// <summary>How near to the allocation the method of the type around must be.</summary>
    private const int NearFrames = 2;

    /// <summary>Roslyn's own delegates for lambdas that no Func or Action fits: <c>&lt;&gt;A{…}</c>, <c>&lt;&gt;F{…}</c>, <c>&lt;&gt;f__AnonymousDelegate0</c>.</summary>
    private static readonly string[] SynthesizedDelegates = ["<>A{", "<>F{", "<>f__AnonymousDelegate"];

    /// <param name="typeName">As the event spells it; empty or NULL where the runtime keeps no names (native AOT).</param>
    public AllocationCause Classify(string typeName) => Classify(typeName, [], null);

    /// <summary>As <see cref="Classify(string)"/>, with the help of what else is known: both tell whose nested type a bare name means.</summary>
    /// <param name="typeName">As the event spells it.</param>
    /// <param name="frames">Method names, innermost first; empty where there is no stack. They tell a pool's array as well.</param>
    /// <param name="objectBytes">How large its objects are; null if that is not known.</param>
    public AllocationCause Classify(string typeName, ImmutableArray<string> frames, long? objectBytes)
    {
        ArgumentNullException.ThrowIfNull(typeName);
        if (typeName is "" or "NULL") return AllocationCause.Unresolved;
        TypeName name = TypeName.Parse(typeName);
        if (name.IsArray) return AllocationSite.IsPoolMiss(frames) ? AllocationCause.PoolMiss : AllocationCause.Array;
        return ByName(name.Definition) ?? ByFacts(name, frames, objectBytes) ?? WithoutFacts(name);
    }

    /// <summary>What the name alone makes certain, whatever the assemblies say.</summary>
    private static AllocationCause? ByName(string definition)
    {
        if (definition == "System.String") return AllocationCause.Text;
        if (definition.StartsWith(ClosureOfCSharp, StringComparison.Ordinal) || definition.StartsWith(ClosureOfVisualBasic, StringComparison.Ordinal)) return AllocationCause.Closure;
        if (KnownTypes.Delegates.Contains(definition) || Array.Exists(SynthesizedDelegates, start => definition.StartsWith(start, StringComparison.Ordinal))) return AllocationCause.Delegate;
        if (KnownTypes.Values.Contains(definition)) return AllocationCause.Boxing;
        return KnownTypes.AsyncBoxes.Contains(definition) ? AllocationCause.Async : null;
    }

    private AllocationCause? ByFacts(TypeName name, ImmutableArray<string> frames, long? objectBytes)
    {
        IReadOnlyCollection<TypeFact> all = facts.Find(name);
        if (all.Count == 0) return null;
        return Agreed(all, name) ?? Agreed(all.Where(fact => objectBytes >= fact.LeastBytes && objectBytes <= fact.MostBytes), name) ?? Agreed(all.Where(fact => IsMadeByOuter(fact, frames)), name) ?? AllocationCause.Unresolved;
    }

    /// <summary>Null where there is none, or where they differ.</summary>
    private static AllocationCause? Agreed(IEnumerable<TypeFact> candidates, TypeName name)
    {
        AllocationCause[] causes = [.. candidates.Select(fact => Of(fact, name.Definition)).Distinct().Take(2)];
        return causes is [var only] ? only : null;
    }

    /// <summary>A type's private parts are made by its own methods: <c>List`1[System.Int32].GetEnumerator</c> makes <c>List`1</c>'s Enumerator.</summary>
    private static bool IsMadeByOuter(TypeFact fact, ImmutableArray<string> frames) => fact.Outer.Length > 0 && frames.Take(NearFrames).Any(frame =>
        frame.Length > fact.Outer.Length && frame.StartsWith(fact.Outer, StringComparison.Ordinal) && frame[fact.Outer.Length] is '[' or '.');

    private static AllocationCause Of(TypeFact fact, string definition) => fact.Shape switch
    {
        TypeShape.Delegate => AllocationCause.Delegate,
        TypeShape.StateMachine => AllocationCause.Async,
        TypeShape.Value => AllocationCause.Boxing,
        TypeShape.Class => OfClass(fact.Space, definition),
        _ => throw new ArgumentOutOfRangeException(nameof(fact), fact.Shape, "not a shape"),
    };

    private static AllocationCause OfClass(string space, string definition) => space switch
    {
        "System.Linq" => AllocationCause.Linq,
        "System.Threading.Tasks" => AllocationCause.Async,
        _ => IsIterator(definition) ? AllocationCause.Iterator : AllocationCause.Other,
    };

    /// <summary>
    /// Names of the framework's own namespaces are nobody else's. An optimised async method has no class of its own, so a class of that form is
    /// taken for an iterator: the one thing that a debug build would make wrong.
    /// </summary>
    private static AllocationCause WithoutFacts(TypeName name)
    {
        string definition = name.Definition;
        if (KnownTypes.LinqIterators.Contains(definition) || definition.StartsWith("System.Linq.", StringComparison.Ordinal)) return AllocationCause.Linq;
        if (KnownTypes.Tasks.Contains(definition)) return AllocationCause.Async;
        if (IsIterator(definition)) return AllocationCause.Iterator;
        return KnownTypes.Classes.Contains(definition) ? AllocationCause.Other : AllocationCause.Unresolved;
    }

    /// <summary><c>&lt;Name&gt;d__N</c>, or <c>&lt;Name&gt;d</c> for one in a local function.</summary>
    private static bool IsIterator(string definition) =>
        definition.StartsWith('<') && definition.LastIndexOf('>') is var close and > 0 && definition.AsSpan(close + 1) is ['d', .. var rest] && (rest.IsEmpty || rest[0] is '_' or '`');
}
