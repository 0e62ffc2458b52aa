using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;
using static GcWatch.Analysis.Tests.Stories.Duration;
using static GcWatch.Analysis.Tests.Stories.HeapFigures;

namespace GcWatch.Analysis.Tests;

public sealed class TargetViewTests
{
    [Fact]
    public void A_view_of_nothing_reports_nothing()
    {
        GcReport report = new GcStory().At(Seconds(9)).Report();

        Assert.Equal((GcStory.Target, Seconds(9)), (report.Target, report.At));
        Assert.Null(report.Heap);
        Assert.Null(report.LiveHeapBytes);
        Assert.Null(report.Gen2Age);
        Assert.Null(report.AllocationRate);
        Assert.Null(report.NextTriggerHeapBytes);
        Assert.Null(report.CommittedBytes);
        Assert.Empty(report.Facts);
        Assert.Equal(0, report.Totals.CycleCount);
    }

    [Fact]
    public void A_report_holds_the_facts_since_the_last_one_only()
    {
        GcStory story = new GcStory().Collect(1);
        Assert.Equal(story.Facts, story.Report().Facts);

        int told = story.Facts.Count;
        story.Collect(2).CounterReads(5);
        Assert.Equal(story.Facts.Skip(told), story.Report().Facts);
        Assert.Empty(story.Report().Facts);
    }

    [Fact]
    public void A_view_that_keeps_no_facts_still_tells_them_at_once()
    {
        GcStory story = new GcStory(keepsFacts: false).Collect(1);

        Assert.NotEmpty(story.Facts);
        Assert.Empty(story.Report().Facts);
        Assert.Equal(1, story.Report().Totals.CycleCount);
    }

    [Fact]
    public void A_report_does_not_change_when_the_story_goes_on()
    {
        GcStory story = new GcStory().CounterReads(0).After(ms: 1_000).CounterReads(10)
            .Collect(1, GcGeneration.Gen2, statistics: Statistics([1, 2, 3, 4, 5], [1, 1, 1, 1, 1]), heap: Heap(gen0: Budget(100)));
        GcReport report = story.Report();
        string before = Print(report);

        story.After(ms: 5_000).CollectInBackground(2, Statistics([9, 9, 9, 9, 9], [9, 9, 9, 9, 9]), Heap(gen0: Budget(999)))
            .StopFor(SuspensionReason.Other, ms: 1).CounterReads(99_999).Loses(7).Drops(7).Report();
        Assert.Equal(before, Print(report));
    }

    [Fact]
    public void The_age_of_the_last_event_grows_with_the_silence()
    {
        GcStory story = new GcStory().At(Seconds(3)).CounterReads(1).After(ms: 4_000);
        Assert.Equal(Seconds(4), story.Report().LastEventAge);

        Assert.Equal(TimeSpan.Zero, story.Loses(1).Report().LastEventAge);
    }

    [Fact]
    public void The_age_of_the_last_event_is_never_negative() =>
        Assert.Equal(TimeSpan.Zero, new GcStory().At(Seconds(5)).CounterReads(1).At(Seconds(4)).Report().LastEventAge);

    [Fact]
    public void An_event_told_late_does_not_make_the_last_one_older() => Assert.Equal(
        TimeSpan.Zero, new GcStory().At(Seconds(5)).CounterReads(1).At(Seconds(4)).CounterReads(2).At(Seconds(5)).Report().LastEventAge);

    [Fact]
    public void Pauses_of_every_window_are_reported()
    {
        GcReport report = new GcStory().Collect(1, ms: 8).At(Minutes(2)).Collect(2, ms: 4).Report();

        Assert.Equal([1L, 2L, 2L], report.Pauses.Select(pauses => pauses.Count));
        Assert.Equal([Ms(4), Ms(8), Ms(8)], report.Pauses.Select(pauses => pauses.Max));
    }

    [Fact]
    public void A_pause_belongs_to_the_moment_it_ended() =>
        Assert.Equal(1, new GcStory().At(Seconds(5)).Collect(1, ms: 55_500).At(Seconds(119)).Report().Pauses[0].Count);

    [Fact]
    public void The_facts_of_one_event_are_told_in_order_and_only_once()
    {
        GcStory story = new GcStory().Collect(1);

        Assert.Equal(
            [typeof(GcFact.SuspensionOver), typeof(GcFact.CycleComplete), typeof(GcFact.AllocationRead)],
            story.Facts.Select(fact => fact.GetType()));
    }

    private static string Print(GcReport report) => string.Join(
        '|', report.ToString(), string.Join(',', report.Facts), string.Join(',', report.Pauses), string.Join(',', report.BudgetBytes),
        string.Join(',', report.SurvivalRatio), report.Totals.ToString(), string.Join(',', report.Totals.Collections),
        string.Join(',', report.Totals.OtherSuspensions), string.Join(',', report.Totals.PromotedBytes), report.Heap?.SizeAfterBytes);
}
