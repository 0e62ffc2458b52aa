using GcWatch.Analysis.Allocations;
using GcWatch.Collectors.Capture;
using GcWatch.TestKit;

namespace GcWatch.Collectors.Tests.Capture;

/// <summary>Read from this very assembly, and from the framework's.</summary>
public sealed class TypeMetadataTests
{
    private static readonly string Own = typeof(TypeMetadataTests).Assembly.Location;
    private static readonly string Framework = typeof(object).Assembly.Location;

    [Theory]
    [InlineData("GcWatch.Collectors.Tests.Capture.Berth", TypeShape.Value)]
    [InlineData("GcWatch.Collectors.Tests.Capture.Tide", TypeShape.Value)]
    [InlineData("GcWatch.Collectors.Tests.Capture.Steering", TypeShape.Delegate)]
    [InlineData("GcWatch.Collectors.Tests.Capture.Harbour`1[System.Int32]", TypeShape.Class)]
    [InlineData("Crane[System.Int32]", TypeShape.Value)]
    [InlineData("Quay`1[System.Int32,System.String]", TypeShape.Class)]
    public void A_types_kind_is_read_by_its_name_as_events_spell_it(string typeName, TypeShape shape)
    {
        TypeMetadata metadata = TypeMetadata.Read([Own], [typeName]);

        Assert.Equal(shape, Assert.Single(metadata.Find(TypeName.Parse(typeName))).Shape);
    }

    [Fact]
    public void A_nested_types_fact_knows_what_is_around_it()
    {
        TypeFact fact = Assert.Single(TypeMetadata.Read([Own], ["Crane[System.Int32]"]).Find(TypeName.Parse("Crane[System.Int32]")));

        Assert.Equal(new TypeFact(TypeShape.Value, "GcWatch.Collectors.Tests.Capture", "GcWatch.Collectors.Tests.Capture.Harbour`1") { LeastBytes = 24, MostBytes = 24 }, fact);
    }

    [Theory]
    [InlineData("System.Int32", 40)]
    [InlineData("System.String", 40)]
    [InlineData("System.Int64", 40)]
    public void An_object_is_as_large_as_its_fields_say(string argument, long bytes)
    {
        string name = $"Enumerator[{argument}]";
        TypeFact ofLists = TypeMetadata.Read([Framework], [name]).Find(TypeName.Parse(name)).Single(fact => fact.Outer == "System.Collections.Generic.List`1");

        Assert.InRange(bytes, ofLists.LeastBytes, ofLists.MostBytes);
        Assert.InRange(ofLists.MostBytes - ofLists.LeastBytes, 0, 8);
    }

    [Fact]
    public void The_number_of_arguments_tells_types_of_one_name_apart() => Assert.Empty(TypeMetadata.Read([Own], ["Crane"]).Find(TypeName.Parse("Crane")));

    [Fact]
    public void An_async_methods_class_or_value_is_its_state_machine()
    {
        string[] candidates = [.. Enumerable.Range(0, 10).Select(number => $"<SailAsync>d__{number}[System.Int32]")];
        TypeMetadata metadata = TypeMetadata.Read([Own], candidates);

        Assert.Equal(TypeShape.StateMachine, Assert.Single(candidates.SelectMany(candidate => metadata.Find(TypeName.Parse(candidate)))).Shape);
    }

    [Fact]
    public void The_framework_describes_itself()
    {
        string[] names = ["System.Object", "System.DayOfWeek", "System.Action", "Enumerator[System.Int32]"];
        TypeMetadata metadata = TypeMetadata.Read([Framework], names);
        var shapes = names.ToDictionary(name => name, name => metadata.Find(TypeName.Parse(name)).Select(fact => fact.Shape).Distinct().ToArray());

        Assert.Equal([TypeShape.Class], shapes["System.Object"]);
        Assert.Equal([TypeShape.Value], shapes["System.DayOfWeek"]);
        Assert.Equal([TypeShape.Delegate], shapes["System.Action"]);
        Assert.Contains(TypeShape.Value, shapes["Enumerator[System.Int32]"]);
    }

    [Fact]
    public void A_file_that_is_no_assembly_or_is_not_there_is_passed_over()
    {
        using var folder = new TemporaryFolder();
        string broken = folder.PathOf("broken.dll");
        File.WriteAllText(broken, "MZ and nothing more");
        TypeMetadata metadata = TypeMetadata.Read([broken, folder.PathOf("gone.dll"), Own], ["GcWatch.Collectors.Tests.Capture.Berth"]);

        Assert.Equal((1, 2), (metadata.ReadCount, metadata.UnreadCount));
        Assert.Single(metadata.Find(TypeName.Parse("GcWatch.Collectors.Tests.Capture.Berth")));
    }
}
