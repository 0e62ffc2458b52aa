using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.Agent.Replay;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;
using GcWatch.Collectors.Replay;
using GcWatch.TestKit;
using GcWatch.Tests;

namespace GcWatch.Agent.Tests.Replay;

public sealed partial class JsonReplayReportTests
{
    private static readonly ReplayEnd End = new(Fault: null, IsNetTrace: true, MalformedEvents: 2, EventsLost: 3)
    {
        ProcessId = 17, StartedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    [Fact]
    public async Task A_story_is_told_as_agreed() =>
        Golden.Matches("tests/Agent.Tests/Golden/replay.json", await TextAsync(Everything(), End) + "\n");

    [Theory]
    [InlineData("Top level", null)]
    [InlineData("process", "process")]
    [InlineData("summary", "summary")]
    [InlineData("cycles[]", "cycles")]
    [InlineData("cycles[].generations[]", "cycles.generations")]
    [InlineData("suspensions[]", "suspensions")]
    [InlineData("findings[]", "findings")]
    [InlineData("notJudged[]", "notJudged")]
    public async Task The_documentation_lists_exactly_the_fields_that_are_written(string heading, string? path)
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Golden.RepositoryRoot, "docs/replay-json.md"));
        string section = Assert.Single(page.Split("\n## "), part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        IEnumerable<string> documented = FieldPattern.Matches(section).Select(match => match.Groups["name"].Value);
        Assert.Equal(Fields(await ToldAsync(Everything(), End), path), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Cycles_and_what_is_unattributed_add_up_to_all_suspensions()
    {
        JsonNode told = await ToldAsync(Everything(), End);
        double ofCycles = Items(told, "cycles").Sum(cycle => Number(cycle, "pauseMs"));
        double ofSuspensions = Items(told, "suspensions").Where(item => item["isGc"]?.GetValue<bool>() == true).Sum(item => Number(item, "durationMs"));
        Assert.Equal(ofSuspensions, ofCycles + Number(told["summary"], "unattributedPauseMs"), 6);
        Assert.Equal(ofSuspensions, Number(told["summary"], "pauseTotalMs"), 6);
    }

    [Fact]
    public async Task A_shared_suspension_is_split_at_the_start_of_its_later_cycle()
    {
        JsonNode told = await ToldAsync(new GcStory().CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4), End);
        Dictionary<int, double> pauses = Items(told, "cycles").ToDictionary(cycle => (int)Number(cycle, "generation"), cycle => Number(cycle, "pauseMs"));
        Assert.Equal(4, pauses[1], 6);
        Assert.Equal(2 + 4, pauses[2], 6);
        Assert.Equal("[1,2]", Items(told, "suspensions")[0]["cycles"]?.ToJsonString());
    }

    [Fact]
    public async Task Quantiles_are_exact_by_nearest_rank()
    {
        var story = new GcStory();
        for (int ms = 1; ms <= 10; ms++) story.After(1).Collect(GcGeneration.Gen0, ms);
        JsonNode? summary = (await ToldAsync(story, End))["summary"];
        Assert.Equal(5, Number(summary, "pauseP50Ms"), 9);
        Assert.Equal(9, Number(summary, "pauseP90Ms"), 9);
        Assert.Equal(10, Number(summary, "pauseP95Ms"), 9);
        Assert.Equal(10, Number(summary, "pauseMaxMs"), 9);
    }

    [Fact]
    public async Task A_suspension_for_anything_else_is_listed_and_no_pause()
    {
        JsonNode told = await ToldAsync(new GcStory().Suspend(ms: 500, SuspensionReason.ForDebugger), End);
        Assert.Equal("SuspendForDebugger", Assert.Single(Items(told, "suspensions"))["reason"]?.GetValue<string>());
        Assert.Equal(1, Number(told["summary"], "otherSuspensionCount"));
        Assert.Equal(0, Number(told["summary"], "suspensionCount"));
        Assert.Equal(0, Number(told["summary"], "pauseTotalMs"));
    }

    [Fact]
    public async Task Nothing_at_all_is_told_as_valid_json()
    {
        JsonNode told = await ToldAsync(new GcStory(), new ReplayEnd("cut short", IsNetTrace: true, 0, 0));
        Assert.Equal(1, Number(told, "schema"));
        Assert.Empty(Items(told, "cycles"));
        Assert.Empty(Items(told, "suspensions"));
        Assert.False(told["summary"]?["complete"]?.GetValue<bool>());
    }

    private static GcStory Everything() => new GcStory()
        .AllocatedInAll(5_000_000)
        .After(1).Collect(GcGeneration.Gen0, ms: 0.8)
        .After(1).CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 2, secondMs: 4)
        .After(1).Suspend(ms: 7)
        .After(1).Suspend(ms: 500, SuspensionReason.ForDebugger)
        .After(1).Collect(GcGeneration.Gen2, ms: 5, GcReason.Induced)
        .After(1).Collect(GcGeneration.Gen2, ms: 5, GcReason.Induced)
        .AllocatedInAll(90_000_000);

    private static async Task<JsonNode> ToldAsync(GcStory story, ReplayEnd end) =>
        JsonNode.Parse(await TextAsync(story, end)) ?? throw new FormatException("null is no report");

    private static async Task<string> TextAsync(GcStory story, ReplayEnd end)
    {
        using var output = new MemoryStream();
        using var report = new JsonReplayReport(output, new JudgeSettings());
        foreach (GcEvent next in story.Events) report.Take(next);
        await report.FinishAsync(end);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Every name of the objects at a path, over all items of the arrays on the way.</summary>
    private static string[] Fields(JsonNode told, string? path)
    {
        IEnumerable<JsonNode?> nodes = [told];
        foreach (string step in path?.Split('.') ?? [])
        {
            nodes = nodes.Select(node => node?[step]).SelectMany(node => node is JsonArray array ? array : Enumerable.Repeat(node, 1));
        }

        return [.. nodes.SelectMany(node => node?.AsObject().Select(pair => pair.Key) ?? []).Distinct().Order(StringComparer.Ordinal)];
    }

    private static JsonNode[] Items(JsonNode told, string name) => [.. told[name]?.AsArray().OfType<JsonNode>() ?? []];

    private static double Number(JsonNode? node, string name) => node?[name]?.GetValue<double>() ?? throw new KeyNotFoundException(name);

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern { get; }
}
