namespace GcWatch.Analysis.HeapTypes;

/// <summary>One object's way from a root: the types of the objects on it, the object's own last.</summary>
internal sealed record ObjectPath(HeapRoot Root, IReadOnlyList<ulong> Types);

/// <summary>Breadth first from the roots, each object once, until all wanted objects are found.</summary>
/// <param name="graph">Whole or not.</param>
/// <param name="wanted">Addresses with their types.</param>
internal sealed class ShortestPaths(ReferenceGraph graph, Dictionary<ulong, ulong> wanted)
{
    private const int Unseen = 0;

    private readonly List<ObjectPath> found = [];
    private readonly List<HeapRoot> roots = [];
    private readonly ChunkedList<int> queue = new();

    /// <summary>For each object the one before it, counted from 1; a root, counted from -1 downwards; 0 if not seen.</summary>
    private readonly int[] before = new int[graph.NodeCount];

    /// <summary>Keys of a ConditionalWeakTable that are in the graph; an object that refers to none is no key here.</summary>
    private readonly Dictionary<int, ulong> keys = [];

    public IReadOnlyList<ObjectPath> Find()
    {
        foreach (ulong key in graph.DependentKeys())
        {
            if (graph.Find(key) is >= 0 and int node) keys[node] = key;
        }

        foreach ((ulong address, HeapRoot root) in graph.Roots)
        {
            roots.Add(root);
            Reach(address, -roots.Count);
        }

        for (int at = 0; at < queue.Count && wanted.Count > 0; at++) Follow(queue[at]);
        return found;
    }

    private void Follow(int node)
    {
        foreach (ulong target in graph.ReferencesOf(node)) Reach(target, node + 1);
        if (!keys.TryGetValue(node, out ulong key)) return;
        foreach (ulong target in graph.DependentsOf(key)) Reach(target, node + 1);
    }

    private void Reach(ulong address, int from)
    {
        if (wanted.Remove(address, out ulong type)) found.Add(PathTo(type, from));
        int node = graph.Find(address);
        if (node < 0 || before[node] != Unseen) return;
        before[node] = from;
        queue.Add(node);
    }

    private ObjectPath PathTo(ulong type, int from)
    {
        var path = new List<ulong> { type };
        for (; from > 0; from = before[from - 1]) path.Add(graph.TypeOf(from - 1));
        path.Reverse();
        return new ObjectPath(roots[-from - 1], path);
    }
}
