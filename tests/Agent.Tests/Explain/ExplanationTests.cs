using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GcWatch.Agent.Explain;
using GcWatch.Analysis;
using GcWatch.Analysis.Allocations;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Collectors.Attach;
using GcWatch.TestKit;
using GcWatch.Tests;

namespace GcWatch.Agent.Tests.Explain;

/// <summary>What <c>gcwatch explain</c> prints, against its golden files and docs/findings.md.</summary>
public sealed partial class ExplanationTests
{
    [Fact]
    public void A_target_is_explained_in_text_as_agreed() =>
        Golden.Matches("tests/Agent.Tests/Golden/explain.txt", string.Concat(ExplanationText.Lines(Explain(Busy(), ended: false)).Select(line => line + "\n")));

    [Fact]
    public void A_target_is_explained_in_JSON_as_agreed() => Golden.Matches("tests/Agent.Tests/Golden/explain.json", Json(Explain(Busy(), ended: false)) + "\n");

    [Fact]
    public void Where_the_objects_are_made_is_told_in_text()
    {
        string[] lines = [.. ExplanationText.Lines(Explain(Allocating(), ended: false, Closures()))];
        Assert.Contains("  place      Shop.Basket.Add, 75 % of them", lines);
    }

    [Fact]
    public void A_healthy_target_has_nothing_to_change()
    {
        var story = new GcStory();
        for (int i = 0; i < 30; i++) story.After(1).Collect(GcGeneration.Gen0, ms: 1);
        string[] lines = [.. ExplanationText.Lines(Explain(story, ended: false))];
        Assert.Equal("findings     nothing to change, by the 10 of 10 kinds that could be judged", lines[^1]);
    }

    [Fact]
    public void What_could_not_be_judged_is_told_with_what_it_needs()
    {
        string[] lines = [.. ExplanationText.Lines(Explain(new GcStory().After(2), ended: true))];
        Assert.Contains("watched for 2.0 s, until it ended, 0 collections", lines[0], StringComparison.Ordinal);
        Assert.Equal("findings     nothing can be said: too little was seen", lines[^2]);
        Assert.StartsWith("not judged   induced collections, large object churn (needs 10.0 s of watching; this was 2.0 s); mid-life crisis (needs 10 collections", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Top level", null)]
    [InlineData("process", "process")]
    [InlineData("watched", "watched")]
    [InlineData("surroundings", "surroundings")]
    [InlineData("findings[]", "findings")]
    [InlineData("notJudged[]", "notJudged")]
    public async Task The_page_lists_exactly_the_fields_that_are_written(string heading, string? field)
    {
        string section = Assert.Single((await PageAsync()).Split("\n### "), part => part.StartsWith(heading + "\n", StringComparison.Ordinal));
        IEnumerable<string> documented = FieldPattern.Matches(section).Select(match => match.Groups["name"].Value);
        JsonNode told = JsonNode.Parse(Json(Explain(Allocating(), ended: false, Closures()))) ?? throw new FormatException("null is no explanation");
        JsonNode? node = field is null ? told : told[field];
        JsonObject? written = node is JsonArray array ? array[0]?.AsObject() : node?.AsObject();
        Assert.Equal(written?.Select(pair => pair.Key), documented);
    }

    [Fact]
    public async Task The_page_has_a_section_for_each_kind_in_order_with_what_it_means_what_it_rests_on_and_what_to_change()
    {
        string[] sections = [.. (await PageAsync()).Split("\n## ").Skip(1).Where(section => section.Contains("**What to change.**", StringComparison.Ordinal))];
        Assert.Equal(FindingDefinition.All.Select(definition => definition.Title), sections.Select(section => section.Split('\n')[0]), StringComparer.OrdinalIgnoreCase);
        Assert.All(sections, section => Assert.Matches(@"(?s)\*\*Meaning\.\*\*.*\*\*Evidence\.\*\*.*\*\*Not enough data\*\*.*\*\*What to change\.\*\*", section));
    }

    private static Task<string> PageAsync() => File.ReadAllTextAsync(Repository.PathOf("docs", "findings.md"));

    /// <summary>Collections that are asked for, on two heaps' worth of waiting, for eight seconds.</summary>
    private static GcStory Busy()
    {
        var story = new GcStory();
        for (int i = 0; i < 8; i++) story.After(1).Collect(GcGeneration.Gen2, ms: 20, GcReason.Induced);
        return story;
    }

    /// <summary>A collection each second, for eight seconds.</summary>
    private static GcStory Allocating()
    {
        var story = new GcStory();
        for (int i = 0; i < 8; i++) story.After(0.9).Collect(GcGeneration.Gen0, ms: 1);
        return story;
    }

    /// <summary>Display classes that are made at two places.</summary>
    private static AllocationBreakdown Closures()
    {
        var tally = new AllocationTally(AllocationSampling.Random);
        for (int i = 0; i < 200; i++) tally.Take(new AllocationSample("<>c__DisplayClass1_0", AllocationHeap.Small, i % 4, SampleWeight.Random(24)));
        return AllocationBreakdown.Of(tally, TimeSpan.FromSeconds(5), new CauseClassifier(NoTypeFacts.Instance), stack => [stack == 0 ? "Shop.Till.Count" : "Shop.Basket.Add"]);
    }

    private static Explanation Explain(GcStory story, bool ended, AllocationBreakdown? allocations = null)
    {
        var view = new TargetView(new TargetIdentity("shop", "", "", "", "shop"));
        var inspection = new TargetInspection(allocations is null ? [] : TargetInspection.OfSamples);
        foreach (GcEvent next in story.Events)
        {
            foreach (GcFact fact in view.Apply(next)) inspection.Take(fact);
        }

        var surroundings = new TargetSurroundings
        {
            CpuLimit = 1.5, MemoryLimitBytes = 512_000_000, Throttled = TimeSpan.FromSeconds(0.25),
            Variables = TargetSurroundings.Unknown.Variables.Add("DOTNET_gcServer", "1").Add("DOTNET_GCHeapCount", "2"),
        };
        var span = new InspectedSpan(view.Report(story.Now), surroundings, story.Now) { Allocations = allocations };
        var target = new Target(new ProcessKey(42, 1), "shop", new SocketEndpoint("/tmp/socket"), new RuntimeIdentity(42, Guid.Empty, "", "shop", "10.0.12"));
        return new Explanation(target, span, inspection.Judge(span)) { HasEnded = ended };
    }

    private static string Json(Explanation explanation)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true })) ExplanationJson.Write(json, explanation);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [GeneratedRegex(@"^\| `(?<name>\w+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern { get; }
}
