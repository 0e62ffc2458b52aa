using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Tests.Stories;

namespace GcWatch.Analysis.Tests.Gc;

/// <summary>Ends that never come must not be waited for without limit. Each open suspension and cycle counts when it is given up.</summary>
public sealed class BoundTests
{
    private const int Many = 100_000;

    [Fact]
    public void Suspensions_that_never_end_do_not_pile_up()
    {
        var story = new GcStory();
        for (int i = 0; i < Many; i++) story.On(i).Suspend((SuspensionReason)(i % 8));
        long givenUp = story.Health.UnpairedEvents;

        Assert.InRange(Many - givenUp, 0, 256);
        Assert.Equal(Many, story.Finish().Health.UnpairedEvents);
    }

    [Fact]
    public void Cycles_in_a_suspension_that_never_ends_do_not_pile_up()
    {
        GcStory story = new GcStory().Suspend().Stopped();
        for (int i = 1; i <= Many; i++) story.Start(i).End(i);
        long givenUp = story.Health.PartialCycles;

        Assert.InRange(Many - givenUp, 0, 256);
        Assert.Equal(Many, story.Finish().Health.PartialCycles);
    }

    [Fact]
    public void A_suspension_with_more_cycles_than_it_can_serve_is_given_up_with_all_of_them()
    {
        GcStory story = new GcStory().Suspend().Stopped();
        for (int i = 1; i <= 17; i++) story.Start(i).After(ms: 1).End(i);

        Assert.Empty(story.Run().Facts);
        Assert.Equal((17, 2), (story.Health.PartialCycles, story.Health.UnpairedEvents));
    }

    [Fact]
    public void Background_cycles_that_never_end_do_not_pile_up()
    {
        var story = new GcStory();
        for (int i = 1; i <= 1_000; i++) story.BeginBackground(i, ms: 1);

        Assert.Equal(999, story.Health.PartialCycles);
    }

    [Fact]
    public void The_limit_gives_up_nothing_of_a_process_with_many_threads()
    {
        var story = new GcStory();
        for (int i = 0; i < 200; i++) story.On(i).Suspend(SuspensionReason.Other);
        for (int i = 0; i < 200; i++) story.On(i).Stopped().Run();

        Assert.Equal(200, story.Totals.OtherSuspensions[SuspensionReason.Other]);
        Assert.Equal(0, story.Health.UnpairedEvents);
    }
}
