using GcWatch.Analysis;
using GcWatch.Analysis.Gc;
using GcWatch.TestKit;
using GcWatch.Tests;

namespace GcWatch.Agent.Tests;

public sealed class LiveLineSinkTests
{
    private readonly TargetView view = new(new TargetIdentity("shop", "", "", "", "shop-17"));
    private readonly StringWriter output = new() { NewLine = "\n" };
    private TimeSpan played;

    [Fact]
    public void The_lines_are_as_agreed()
    {
        var sink = new LiveLineSink(output);
        sink.Take(view.Report(TimeSpan.Zero));
        var story = new GcStory();
        story.AllocatedInAll(1_000_000).After(0.5).Collect(GcGeneration.Gen0, ms: 0.85).After(0.5).AllocatedInAll(90_000_000);
        sink.Take(Played(story));
        story.After(1).Collect(GcGeneration.Gen2, ms: 182.5).CollectInBackgroundSharing(sharedMs: 6, gen1StartsAtMs: 1, secondMs: 2);
        sink.Take(Played(story));
        sink.Take(view.Report(TimeSpan.FromHours(30)));
        Golden.Matches("tests/Agent.Tests/Golden/live-lines.txt", output.ToString());
    }

    [Fact]
    public void The_heading_comes_again_after_twenty_lines()
    {
        var sink = new LiveLineSink(output);
        for (int i = 0; i < 41; i++) sink.Take(view.Report(TimeSpan.FromSeconds(i)));
        string[] lines = output.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal([0, 21, 42], lines.Index().Where(line => line.Item.Contains("pause p50", StringComparison.Ordinal)).Select(line => line.Index));
        Assert.Equal(44, lines.Length);
    }

    private GcReport Played(GcStory story)
    {
        foreach (GcEvent next in story.Events.Where(next => next.At >= played)) view.Apply(next);
        played = story.Now + TimeSpan.FromTicks(1);
        return view.Report(story.Now);
    }
}
