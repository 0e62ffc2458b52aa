using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Analysis.Tests.HeapTypes;

/// <summary>A heap that is counted by type.</summary>
public sealed class HeapWalkTests
{
    private const ulong CoreLibrary = 1;
    private const ulong Shop = 2;

    [Fact]
    public void Each_object_counts_once_and_the_largest_type_comes_first()
    {
        HeapWalk walk = Walked();
        walk.Visit(100, typeId: 10, bytes: 40, references: 0);
        walk.Visit(200, typeId: 20, bytes: 24, references: 0);
        walk.Visit(300, typeId: 20, bytes: 24, references: 0);

        HeapCensus census = walk.Census();

        Assert.Equal(3, census.Objects);
        Assert.Equal(88, census.Bytes);
        Assert.Equal([new TypeCount("Shop.Order", TypeOrigin.Application, 2, 48), new TypeCount("System.String", TypeOrigin.Framework, 1, 40)], census.Types);
    }

    [Fact]
    public void A_type_may_be_described_after_its_objects_and_never()
    {
        var walk = new HeapWalk();
        walk.Visit(100, typeId: 7, bytes: 24, references: 0);
        walk.Visit(200, typeId: 8, bytes: 24, references: 0);

        walk.Describe(7, new RuntimeType("Shop.Late", Shop, IsArray: false, []));

        Assert.Equal(["(unnamed)", "Shop.Late"], walk.Census().Types.Select(type => type.Name).Order());
    }

    [Theory]
    [InlineData(20, TypeOrigin.Application)]
    [InlineData(21, TypeOrigin.Application)]
    [InlineData(11, TypeOrigin.Framework)]
    [InlineData(12, TypeOrigin.Container)]
    [InlineData(13, TypeOrigin.Framework)]
    [InlineData(22, TypeOrigin.Container)]
    public void Whose_a_type_is_follows_from_its_module_and_not_from_its_bare_name(ulong typeId, TypeOrigin origin)
    {
        HeapWalk walk = Walked();
        walk.Visit(100, typeId, bytes: 24, references: 0);

        Assert.Equal(origin, walk.Census().Types[0].Origin);
    }

    /// <summary>As the runtime has them: nested types without the type that declares them.</summary>
    private static HeapWalk Walked()
    {
        var walk = new HeapWalk();
        walk.Describe(10, new RuntimeType("System.String", CoreLibrary, IsArray: false, []));
        walk.Describe(11, new RuntimeType("Entry[System.String,System.String]", CoreLibrary, IsArray: false, [10, 10]));
        walk.Describe(12, new RuntimeType("System.Collections.Generic.List`1[Shop.Order]", CoreLibrary, IsArray: false, [20]));
        walk.Describe(13, new RuntimeType("System.String[]", CoreLibrary, IsArray: true, [10]));
        walk.Describe(20, new RuntimeType("Shop.Order", Shop, IsArray: false, []));
        walk.Describe(21, new RuntimeType("Listener", Shop, IsArray: false, []));
        walk.Describe(22, new RuntimeType("Shop.Order[]", Shop, IsArray: true, [20]));
        return walk;
    }
}
