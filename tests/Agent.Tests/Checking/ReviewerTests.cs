using GcWatch.Agent.Checking;
using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Tests.Checking;

public sealed class ReviewerTests
{
    private static readonly AgentOptions Default = new();

    [Fact]
    public void A_threshold_is_proposed_that_keeps_the_objective_with_half_of_the_budget_to_spare()
    {
        // At 25 ms 0.6 % are bad: within the budget of 1 %, but more than half of it. At 35 ms 0.4 %.
        PromiseReview review = Pauses(new Week().Pauses(.., (0.015, 96), (0.025, 3.4), (0.035, 0.2), (0.1, 0.4)));
        TriedPromise proposal = review.Proposals.First(one => one.Promise.Objective == 0.99);
        Assert.Equal(TimeSpan.FromMilliseconds(35), Assert.IsType<Promise.Pause>(proposal.Promise).Threshold);
        Assert.Equal(0.996, proposal.GoodShare, 6);
        Assert.Empty(proposal.Firings);
        Assert.Equal(0.96, review.Configured?.GoodShare ?? 0, 6);
        Assert.Contains("GcWatchGoldBurn3x", review.Configured?.Firings.Select(firing => firing.Alert.Alert) ?? []);
    }

    [Fact]
    public void An_objective_is_proposed_that_is_kept_at_the_threshold()
    {
        PromiseReview review = Pauses(new Week().Pauses(.., (0.015, 97), (0.1, 3)));
        TriedPromise proposal = review.Proposals.First(one => one.Promise.Objective != 0.99);
        // Twice the 3 % that were bad, and one event more, rounded up.
        Assert.Equal(0.939, proposal.Promise.Objective, 6);
        Assert.Empty(proposal.Firings);
    }

    [Fact]
    public void No_objective_is_proposed_on_which_no_alert_could_fire()
    {
        PromiseReview review = Pauses(new Week().Pauses(.., (0.015, 90), (0.035, 10)));
        Assert.Equal(TimeSpan.FromMilliseconds(35), Assert.IsType<Promise.Pause>(Assert.Single(review.Proposals).Promise).Threshold);
        Assert.Contains("no objective that its alerts can fire on (93.06 % or more)", Assert.Single(review.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Pauses_longer_than_every_boundary_allow_no_threshold()
    {
        PromiseReview review = Pauses(new Week().Pauses(.., (5, 90), (60, 10)));
        Assert.All(review.Proposals, proposal => Assert.Equal(60, Assert.IsType<Promise.Pause>(proposal.Promise).Threshold.TotalSeconds));
    }

    [Fact]
    public void A_week_without_anything_bad_promises_no_more_than_it_can_show()
    {
        TriedPromise few = Pauses(new Week().Pauses(.., (0.015, 1))).Proposals.First(one => one.Promise.Objective != 0.99);
        TriedPromise many = Pauses(new Week().Pauses(.., (0.015, 1000))).Proposals.First(one => one.Promise.Objective != 0.99);
        Assert.Equal((0.999, 0.9999), (few.Promise.Objective, many.Promise.Objective));
    }

    [Fact]
    public void A_promise_that_is_right_as_it_is_is_said_to_be()
    {
        PromiseReview review = Pauses(new Week().Pauses(.., (0.010, 90), (0.015, 9.7), (0.1, 0.3)), new PausePromiseOptions { Objective = 0.993 });
        Assert.Contains(review.Notes, note => note.Contains("the threshold is the smallest boundary", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, "not enough data: 0 days of 7")]
    [InlineData(1, "not enough data: 1 day of 7")]
    [InlineData(3, "not enough data: 3 days of 7")]
    [InlineData(6, "not enough data: 6 days of 7")]
    [InlineData(7, null)]
    public void Before_seven_days_nothing_is_proposed(int days, string? lacking)
    {
        PromiseReview review = Pauses(new Week().Pauses(^(days * SliceCounts.PerDay).., (0.015, 90), (0.1, 10)));
        Assert.Equal((days, lacking), (review.WatchedDays, review.Lacking));
        Assert.Equal(lacking is null, review.Configured is not null);
    }

    [Fact]
    public void A_gap_of_less_than_half_a_day_is_no_missing_day()
    {
        Week week = new Week().Pauses(..400, (0.015, 90)).Pauses(540.., (0.015, 90));
        Assert.Equal(7, Pauses(week).WatchedDays);
        Assert.Equal(6, Pauses(new Week().Pauses(..288, (0.015, 90)).Pauses(440.., (0.015, 90))).WatchedDays);
    }

    [Fact]
    public void A_threshold_that_is_no_boundary_yet_is_judged_by_the_next_smaller_one()
    {
        PromiseReview review = Pauses(new Week().Pauses(.., (0.015, 90), (0.035, 10)), new PausePromiseOptions { Threshold = TimeSpan.FromMilliseconds(30) });
        Assert.Equal(0.9, review.Configured?.GoodShare ?? 0, 6);
    }

    [Fact]
    public void Slices_come_from_what_was_recorded()
    {
        ServiceReview review = new Reviewer(Default).Review(new Week().Recorded("heap-growth", .., 0.99, 0.01).Of("shop"));
        PromiseReview growth = review.Promises.First(one => one.Promise.Name == "heap-growth");
        PromiseReview burst = review.Promises.First(one => one.Promise.Name == "alloc-burst");
        Assert.Equal(0.979, Assert.Single(growth.Proposals).Promise.Objective, 6);
        Assert.Equal("not enough data: 0 days of 7 (slices come from the recording rules: is gcwatch-slo.rules.yml loaded?)", burst.Lacking);
    }

    [Fact]
    public void Minutes_are_judged_by_what_was_recorded()
    {
        PromiseReview review = Pauses(
            new Week().Recorded("gc-pause", .., 4.9, 0.1).Pauses(.., (0.015, 1)), new PausePromiseOptions { Indicator = PauseIndicator.Minutes });
        Assert.Equal(0.98, review.Configured?.GoodShare ?? 0, 6);
        Assert.Single(review.Proposals);
    }

    [Fact]
    public void Only_what_is_promised_to_the_service_is_reviewed()
    {
        var options = new AgentOptions { Slo = new SloOptions { Pause = [new PausePromiseOptions { Services = ["!shop"] }] } };
        Assert.DoesNotContain(new Reviewer(options).Review(new Week().Of("shop")).Promises, review => review.Promise is Promise.Pause);
    }

    private static PromiseReview Pauses(Week week, PausePromiseOptions? promise = null)
    {
        var options = new AgentOptions { Slo = new SloOptions { Pause = [promise ?? new PausePromiseOptions()] } };
        return new Reviewer(options).Review(week.Of("shop")).Promises[0];
    }
}
