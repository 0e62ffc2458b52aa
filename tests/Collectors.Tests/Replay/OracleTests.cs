using System.Text.Json;
using GcWatch.Analysis.Gc;

namespace GcWatch.Collectors.Tests.Replay;

/// <summary>Recordings of a load program that nobody here wrote, judged by an independent reading of their events.</summary>
public sealed class OracleTests
{
    /// <summary>Names of the recordings that have an oracle; a clone without them has one row that says so.</summary>
    public static TheoryData<string> WithOracle
    {
        get
        {
            string[] names = [.. Traces.Shared.Where(path => File.Exists(OraclePath(path))).Select(Path.GetFileName).OfType<string>()];
            return names.Length == 0 ? [""] : [.. names];
        }
    }

    [Theory]
    [MemberData(nameof(WithOracle))]
    public void The_suspensions_are_those_of_the_raw_events(string trace)
    {
        Assert.SkipWhen(trace.Length == 0, "shared/data/traces is not beside this clone");
        JsonElement suspensions = Oracle(trace).GetProperty("suspensions");
        Recording recording = Traces.Read(trace);
        Assert.Equal(suspensions.GetProperty("count").GetInt32(), recording.Suspensions.Count(suspension => suspension.IsGc));
        Assert.Equal(suspensions.GetProperty("notGc").GetInt32(), recording.Suspensions.Count(suspension => !suspension.IsGc));
        double sum = suspensions.GetProperty("sumMs").GetDouble();
        Assert.Equal(sum, recording.PauseTime.TotalMilliseconds, sum * 0.0001);
        Assert.Equal(suspensions.GetProperty("maxMs").GetDouble(), recording.Suspensions.Max(suspension => suspension.Duration).TotalMilliseconds, 0.001);
    }

    [Theory]
    [MemberData(nameof(WithOracle))]
    public void The_cycles_are_those_of_the_oracle(string trace)
    {
        Assert.SkipWhen(trace.Length == 0, "shared/data/traces is not beside this clone");
        Dictionary<int, GcCycle> ours = Traces.Read(trace).Cycles.ToDictionary(cycle => cycle.Number);
        JsonElement[] theirs = [.. Oracle(trace).GetProperty("gcs").EnumerateArray()];
        Assert.Equal(theirs.Length, ours.Count);
        Assert.All(theirs, gc =>
        {
            GcCycle cycle = ours[gc.GetProperty("number").GetInt32()];
            Assert.Equal(gc.GetProperty("generation").GetInt32(), (int)cycle.Generation);
            Assert.Equal(gc.GetProperty("heapAfterBytes").GetInt64(), cycle.Heap?.SizeAfterBytes);
            Assert.Equal(gc.GetProperty("promotedBytes").GetInt64(), cycle.Heap?.PromotedBytes);
            if (cycle.Type != GcCycleType.Background) Assert.Equal(gc.GetProperty("pauseMs").GetDouble(), cycle.Pause.TotalMilliseconds, 0.001);
        });
    }

    private static string OraclePath(string trace) => Path.ChangeExtension(trace, ".oracle.json");

    private static JsonElement Oracle(string trace)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(OraclePath(Traces.PathOf(trace))));
        return document.RootElement.Clone();
    }
}
