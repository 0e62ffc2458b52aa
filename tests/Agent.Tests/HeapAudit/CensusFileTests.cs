using GcWatch.Agent.HeapAudit;
using GcWatch.Analysis.HeapTypes;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.HeapAudit;

/// <summary>The file of <c>heap --save</c>.</summary>
public sealed class CensusFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_saved_is_what_is_read()
    {
        TypeCount[] types =
        [
            new("System.Collections.Generic.Dictionary`2[System.String,Shop.Order]", TypeOrigin.Container, 1, 80),
            new("<>c__DisplayClass2_0", TypeOrigin.Application, 3, 72),
            new("System.String", TypeOrigin.Framework, long.MaxValue / 2, 40),
        ];
        var saved = new SavedCensus("Shop", 7, new DatedCensus(DateTimeOffset.UnixEpoch.AddMilliseconds(1_234_567), new HeapCensus(types)));

        CensusFile.Write(folder.PathOf("a.json"), saved);
        SavedCensus read = CensusFile.Read(folder.PathOf("a.json"));

        Assert.Equal((saved.Name, saved.Pid, saved.Dated.TakenAt), (read.Name, read.Pid, read.Dated.TakenAt));
        Assert.Equal(types, read.Dated.Census.Types);
    }

    [Theory]
    [InlineData("no JSON", "is not a census")]
    [InlineData("[]", "is not a census")]
    [InlineData("""{ "schema": 2 }""", "another schema")]
    [InlineData("""{ "schema": 1, "types": [ { "type": "A", "origin": "elsewhere", "objects": 1, "bytes": 1 } ] }""", "is not a census")]
    [InlineData("""{ "schema": 1, "name": "a", "pid": 1, "takenAt": "2026-01-01T00:00:00Z", "types": [ { "type": "A", "origin": "framework", "objects": 1.5, "bytes": 1 } ] }""", "is not a census")]
    public void What_is_no_census_is_said_in_one_line(string content, string told)
    {
        string file = folder.PathOf("b.json");
        File.WriteAllText(file, content);

        AgentFault fault = Assert.Throws<AgentFault>(() => CensusFile.Read(file));

        Assert.Equal(ExitCode.BadInput, fault.Code);
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_or_cannot_be_written_is_said()
    {
        var saved = new SavedCensus("Shop", 7, new DatedCensus(DateTimeOffset.UnixEpoch, new HeapCensus([])));

        Assert.Equal(ExitCode.BadInput, Assert.Throws<AgentFault>(() => CensusFile.Read(folder.PathOf("none.json"))).Code);
        Assert.Equal(ExitCode.CannotWrite, Assert.Throws<AgentFault>(() => CensusFile.Write(folder.PathOf("none/none.json"), saved)).Code);
    }

    [Fact]
    public void The_same_type_twice_does_not_break_a_comparison()
    {
        TypeCount twice = new("Entry", TypeOrigin.Application, 1, 24);
        var census = new DatedCensus(DateTimeOffset.UnixEpoch, new HeapCensus([twice, twice]));

        Assert.Single(new CensusComparison([census, census]).Types);
    }
}
