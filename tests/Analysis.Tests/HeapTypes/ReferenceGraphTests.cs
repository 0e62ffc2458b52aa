using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Analysis.Tests.HeapTypes;

/// <summary>Who holds whom.</summary>
public sealed class ReferenceGraphTests
{
    private const ulong Region = 4_194_304;

    [Fact]
    public void The_shortest_way_from_a_root_is_told_with_its_types()
    {
        HeapWalk walk = Heap(new ReferenceGraph(), (100, "Cache", [200, 400]), (200, "List", [300]), (300, "Order", []), (400, "Index", [500]), (500, "List", [300]));
        walk.Graph?.AddRoot(100, new HeapRoot.StaticField("Instance", IsOfThread: false));

        RetainingPath path = Assert.Single(walk.PathsTo("Order"));

        Assert.Equal("static field Instance", path.Root.ToString());
        Assert.Equal(["Cache", "List", "Order"], path.Steps.Select(step => step.Type));
    }

    [Fact]
    public void A_static_field_counts_before_a_local_variable()
    {
        HeapWalk walk = Heap(new ReferenceGraph(), (100, "Cache", [300]), (300, "Order", []));
        walk.Graph?.AddRoot(100, new HeapRoot.LocalVariable());
        walk.Graph?.AddRoot(100, new HeapRoot.StaticField("Instance", IsOfThread: false));

        Assert.IsType<HeapRoot.StaticField>(Assert.Single(walk.PathsTo("Order")).Root);
    }

    [Fact]
    public void A_chain_of_one_type_is_one_step()
    {
        HeapWalk walk = Heap(new ReferenceGraph(), [.. Enumerable.Range(0, 1_000).Select(n => ((ulong)(n + 1) * 100, "Node", (ulong[])[(ulong)(n + 2) * 100])), (100_100, "Order", [])]);
        walk.Graph?.AddRoot(100, new HeapRoot.Handle(IsPinned: false));

        Assert.Equal([new PathStep("Node", 1_000), new PathStep("Order", 1)], Assert.Single(walk.PathsTo("Order")).Steps);
    }

    [Fact]
    public void What_nothing_holds_has_no_way()
    {
        HeapWalk walk = Heap(new ReferenceGraph(), (100, "Cache", [100]), (300, "Order", []));
        walk.Graph?.AddRoot(100, new HeapRoot.LocalVariable());

        Assert.Empty(walk.PathsTo("Order"));
    }

    [Fact]
    public void The_value_of_a_weak_table_lives_as_long_as_its_key()
    {
        HeapWalk walk = Heap(new ReferenceGraph(), (100, "Key", [900]), (300, "Order", []), (900, "Other", []));
        walk.Graph?.AddRoot(100, new HeapRoot.LocalVariable());
        walk.Graph?.AddDependent(100, 300);

        Assert.Equal(["Key", "Order"], Assert.Single(walk.PathsTo("Order")).Steps.Select(step => step.Type));
    }

    [Fact]
    public void Regions_in_any_order_lose_no_object()
    {
        // The third region lies between the first two, and comes after them.
        HeapWalk walk = Heap(new ReferenceGraph(), (Region, "A", [5 * Region]), (5 * Region, "B", [3 * Region]), (3 * Region, "C", [8 * Region]), (8 * Region, "Order", []));
        walk.Graph?.AddRoot(Region, new HeapRoot.LocalVariable());

        Assert.Equal(["A", "B", "C", "Order"], Assert.Single(walk.PathsTo("Order")).Steps.Select(step => step.Type));
    }

    [Fact]
    public void Any_object_of_a_random_heap_is_found_where_it_is()
    {
        var random = new Random(5);
        ulong[] starts = [.. Enumerable.Range(1, 40).Select(n => (ulong)n * Region)];
        random.Shuffle(starts);
        ulong[] addresses = [.. starts.SelectMany(start => Enumerable.Range(0, 200).Select(n => start + ((ulong)n * 24 * (ulong)(1 + (start / Region % 3)))))];
        var index = new NodeIndex();
        foreach (ulong address in addresses) index.Add(address);

        Assert.All(Enumerable.Range(0, addresses.Length), at => Assert.Equal(at, index.Find(addresses[at])));
        Assert.Equal(-1, index.Find(addresses[7] + 8));
        Assert.Equal(-1, index.Find(0));
    }

    [Fact]
    public void Memory_is_bounded_and_what_did_not_fit_is_owned_up_to()
    {
        var graph = new ReferenceGraph(mostBytes: 1_000);
        HeapWalk walk = Heap(graph, [.. Enumerable.Range(1, 100).Select(n => ((ulong)n * 100, "Node", (ulong[])[100]))]);
        graph.AddRoot(100, new HeapRoot.LocalVariable());

        Assert.False(graph.IsWhole);
        Assert.InRange(graph.NodeCount, 1, 1_000 / 36);
        Assert.Equal(100, walk.Census().Objects);
        Assert.NotNull(walk.PathsTo("Node"));
    }

    private static HeapWalk Heap(ReferenceGraph graph, params (ulong Address, string Type, ulong[] References)[] objects)
    {
        var walk = new HeapWalk(graph);
        string[] names = [.. objects.Select(item => item.Type).Distinct()];
        for (int id = 0; id < names.Length; id++) walk.Describe((ulong)id, new RuntimeType(names[id], 1, IsArray: false, []));
        foreach ((ulong address, string type, ulong[] references) in objects)
        {
            walk.Visit(address, (ulong)Array.IndexOf(names, type), 24, references.Length);
            foreach (ulong target in references) graph.AddReference(target);
        }

        return walk;
    }
}
