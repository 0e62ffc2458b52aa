using GcWatch.Analysis.HeapTypes;

namespace GcWatch.Analysis.Tests.HeapTypes;

/// <summary>Censuses of one process, one after the other.</summary>
public sealed class CensusComparisonTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void The_holder_comes_before_the_bytes_that_it_holds()
    {
        CensusComparison comparison = Compare([Type("System.Byte[]", 100, 1_000), Own("Listener", 100, 24)], [Type("System.Byte[]", 1_100, 1_000), Own("Listener", 1_100, 24)]);

        Assert.Equal(["Listener", "System.Byte[]"], comparison.Suspects.Select(type => type.Name));
        Assert.Equal("System.Byte[]", comparison.Types[0].Name);
    }

    [Fact]
    public void A_type_of_the_application_that_grows_by_few_objects_holds_nothing_of_the_growth()
    {
        CensusComparison comparison = Compare([Type("System.Byte[]", 100, 1_000), Own("Setting", 3, 24)], [Type("System.Byte[]", 1_100, 1_000), Own("Setting", 12, 24)]);

        Assert.Equal(["System.Byte[]"], comparison.Suspects.Select(type => type.Name));
    }

    [Fact]
    public void The_container_comes_between()
    {
        TypeCount[] before = [Type("System.Byte[]", 0, 1_000), new("List`1[Order]", TypeOrigin.Container, 0, 0), Own("Order", 0, 50)];
        TypeCount[] after = [Type("System.Byte[]", 1_000, 1_000), new("List`1[Order]", TypeOrigin.Container, 500, 16_000), Own("Order", 1_000, 50)];

        Assert.Equal(["Order", "List`1[Order]", "System.Byte[]"], Compare(before, after).Suspects.Select(type => type.Name));
    }

    [Fact]
    public void Growth_that_a_session_itself_leaves_behind_is_no_leak()
    {
        Assert.Empty(Compare([Own("Order", 0, 100)], [Own("Order", 2_000, 100)]).Suspects);
        Assert.NotEmpty(Compare([Own("Order", 0, 100)], [Own("Order", 4_000, 100)]).Suspects);
    }

    [Fact]
    public void What_falls_in_between_does_not_grow_steadily()
    {
        CensusComparison comparison = Compare([Own("Cached", 100, 1_000)], [Own("Cached", 20, 1_000)], [Own("Cached", 9_000, 1_000)]);

        Assert.Empty(comparison.Suspects);
        Assert.False(Assert.Single(comparison.Types).IsSteady);
    }

    [Fact]
    public void Growth_is_told_by_the_hour_and_survival_at_most()
    {
        TypeGrowth type = Assert.Single(Compare([Own("Order", 400, 100)], [Own("Order", 300, 100)]).Types);

        Assert.Equal(-10_000, type.Bytes);
        Assert.Equal(-10_000 * 360, type.BytesPerHour);
        Assert.Equal(0.75, type.MostSurvival);
    }

    [Fact]
    public void A_type_that_is_gone_or_new_is_in_the_comparison()
    {
        CensusComparison comparison = Compare([Own("Gone", 10, 100)], [Own("New", 10, 100)]);

        Assert.Equal([("New", 10L), ("Gone", -10L)], comparison.Types.Select(type => (type.Name, type.Objects)));
        Assert.Null(comparison.Types[0].MostSurvival);
    }

    private static CensusComparison Compare(params TypeCount[][] censuses) =>
        new([.. censuses.Select((types, at) => new DatedCensus(Start.AddSeconds(at * 10), new HeapCensus(types)))]);

    private static TypeCount Own(string name, long objects, long each) => new(name, TypeOrigin.Application, objects, objects * each);

    private static TypeCount Type(string name, long objects, long each) => new(name, TypeOrigin.Framework, objects, objects * each);
}
