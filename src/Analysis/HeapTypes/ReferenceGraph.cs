namespace GcWatch.Analysis.HeapTypes;

/// <summary>
/// Who refers to whom, in bounded memory: 28 bytes for each object that refers to others and 8 for each reference. Objects that refer to
/// none (strings, arrays of numbers) are kept as samples only, <see cref="SamplesOfType"/> of each type. What comes after the bound is left
/// out, and <see cref="IsWhole"/> says so. One thread.
/// </summary>
public sealed class ReferenceGraph(long mostBytes = ReferenceGraph.DefaultMostBytes)
{
    /// <summary>The agent's own heap may have 240 MB.</summary>
    public const long DefaultMostBytes = 144_000_000;

    public const int SamplesOfType = 8;

    private const int BytesOfNode = 28;
    private const int BytesOfReference = 8;

    private readonly NodeIndex nodes = new();
    private readonly ChunkedList<ulong> typesOfNodes = new();
    private readonly ChunkedList<int> firstReferences = new();
    private readonly ChunkedList<ulong> references = new();
    private readonly List<(ulong Address, HeapRoot Root)> roots = [];
    private readonly Dictionary<ulong, List<ulong>> dependents = [];
    private readonly Dictionary<ulong, TypeSamples> samples = [];
    private long announcedReferences;

    /// <summary>False if there was more than could be kept: a path may then not be found.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Add(ulong address, ulong typeId, int referenceCount)
    {
        if (!samples.TryGetValue(typeId, out TypeSamples? ofType)) samples[typeId] = ofType = new TypeSamples();
        ofType.Offer(address);
        if (referenceCount == 0) return;
        long bytes = ((nodes.Count + 1L) * BytesOfNode) + ((announcedReferences + referenceCount) * BytesOfReference);
        IsWhole = IsWhole && bytes <= mostBytes;
        if (!IsWhole) return;
        nodes.Add(address);
        typesOfNodes.Add(typeId);
        firstReferences.Add((int)announcedReferences);
        announcedReferences += referenceCount;
    }

    /// <summary>The references of all objects come one after the other, in the order of the objects.</summary>
    /// <remarks>They may come before their object: until the bound is reached all are kept.</remarks>
    public void AddReference(ulong target)
    {
        if (references.Count < announcedReferences || IsWhole) references.Add(target);
    }

    /// <summary>Static fields are best added first: of two equally short paths the first one counts.</summary>
    public void AddRoot(ulong address, HeapRoot root) => roots.Add((address, root));

    /// <summary>An object that lives as long as another, its key in a ConditionalWeakTable, does.</summary>
    public void AddDependent(ulong key, ulong value)
    {
        if (!dependents.TryGetValue(key, out List<ulong>? values)) dependents[key] = values = [];
        values.Add(value);
    }

    /// <summary>The shortest path to each sampled object of these types that can be reached.</summary>
    internal IReadOnlyList<ObjectPath> PathsTo(IReadOnlySet<ulong> typeIds)
    {
        var wanted = new Dictionary<ulong, ulong>();
        foreach (ulong id in typeIds.Where(samples.ContainsKey))
        {
            foreach (ulong address in samples[id].Addresses) wanted[address] = id;
        }

        return wanted.Count == 0 ? [] : new ShortestPaths(this, wanted).Find();
    }

    internal int NodeCount => nodes.Count;

    internal IEnumerable<(ulong Address, HeapRoot Root)> Roots => roots.OrderBy(root => root.Root is HeapRoot.StaticField ? 0 : 1);

    internal int Find(ulong address) => nodes.Find(address);

    internal ulong TypeOf(int node) => typesOfNodes[node];

    internal IEnumerable<ulong> ReferencesOf(int node)
    {
        long end = node + 1 < nodes.Count ? firstReferences[node + 1] : announcedReferences;
        for (int at = firstReferences[node]; at < end && at < references.Count; at++) yield return references[at];
    }

    internal IReadOnlyList<ulong> DependentsOf(ulong address) => dependents.TryGetValue(address, out List<ulong>? values) ? values : [];

    internal bool HasDependents => dependents.Count > 0;

    internal ulong[] DependentKeys() => [.. dependents.Keys];
}
