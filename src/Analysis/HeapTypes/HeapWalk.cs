using System.Runtime.InteropServices;

namespace GcWatch.Analysis.HeapTypes;

/// <summary>
/// Takes what the runtime says while it walks its heap, and keeps a count for each type: as much memory as there are types, however many
/// objects. With a <see cref="ReferenceGraph"/> it also keeps who refers to whom, up to that graph's bound. One thread.
/// </summary>
/// <param name="graph">Null where paths are not asked for.</param>
public sealed class HeapWalk(ReferenceGraph? graph = null)
{
    private readonly Dictionary<ulong, Tally> tallies = [];
    private readonly Dictionary<ulong, RuntimeType> types = [];

    /// <summary>Objects so far.</summary>
    public long Objects { get; private set; }

    /// <summary>The graph is made use of only here: a census alone has no need of references and roots.</summary>
    public ReferenceGraph? Graph => graph;

    public void Describe(ulong typeId, RuntimeType type) => types[typeId] = type;

    /// <param name="address">Where the object is.</param>
    /// <param name="typeId">Its type, which may be described later.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="references">How many references of it will follow, in the order of the objects.</param>
    public void Visit(ulong address, ulong typeId, long bytes, int references)
    {
        Objects++;
        ref Tally tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, typeId, out _);
        tally.Objects++;
        tally.Bytes += bytes;
        graph?.Add(address, typeId, references);
    }

    public HeapCensus Census()
    {
        var owners = new ModuleOwners(types);
        IEnumerable<TypeCount> counts = tallies
            .Select(pair => (Type: types.GetValueOrDefault(pair.Key) ?? Unnamed, Tally: pair.Value))
            .GroupBy(pair => (pair.Type.Name, Origin: owners.OriginOf(pair.Type)), pair => pair.Tally)
            .Select(group => new TypeCount(group.Key.Name, group.Key.Origin, group.Sum(tally => tally.Objects), group.Sum(tally => tally.Bytes)));
        return new HeapCensus([.. counts.OrderByDescending(type => type.Bytes).ThenBy(type => type.Name, StringComparer.Ordinal)]);
    }

    /// <summary>How some of a type's objects are held, the way of most of them first; empty without a graph.</summary>
    public IReadOnlyList<RetainingPath> PathsTo(string typeName)
    {
        HashSet<ulong> ids = [.. types.Where(pair => pair.Value.Name == typeName).Select(pair => pair.Key)];
        return graph is null ? [] : RetainingPath.Fold(graph.PathsTo(ids), id => NameOf(id));
    }

    private static RuntimeType Unnamed { get; } = new("(unnamed)", 0, IsArray: false, []);

    private string NameOf(ulong typeId) => types.TryGetValue(typeId, out RuntimeType? type) ? type.Name : Unnamed.Name;

    private struct Tally
    {
        public long Objects;
        public long Bytes;
    }
}
