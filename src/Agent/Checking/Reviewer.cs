using GcWatch.Agent.Options;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Checking;

/// <summary>
/// Holds a service's promises against its past week, and proposes others: a threshold at which the objective is kept, and an objective that is
/// kept at the threshold; both with half of the error budget to spare, so that an ordinary week does not use it up.
/// </summary>
internal sealed class Reviewer(AgentOptions options)
{
    /// <summary>How many times the bad share of the week the budget is to be.</summary>
    private const double Spare = 2;

    /// <summary>A week cannot show more.</summary>
    private const double MostObjective = 0.9999;

    public ServiceReview Review(ServiceWeek week) =>
        new(week.Service, [.. options.Slo.PromisesOf(week.Service.Service).Select(promise => Review(promise, week))]);

    private PromiseReview Review(Promise promise, ServiceWeek week)
    {
        SliceCounts counts = CountsOf(promise, week);
        int days = counts.WatchedDays;
        if (Lacking(promise, counts) is { } lacking) return new PromiseReview(promise, days, lacking, null, [], []);
        Candidate[] candidates = promise is Promise.Pause { Indicator: PauseIndicator.Events } pause
            ? [WithThreshold(pause, week), WithObjective(promise, counts)]
            : [WithObjective(promise, counts)];
        return new PromiseReview(
            promise, days, null, Try(promise, week),
            [.. candidates.Select(candidate => candidate.Promise).OfType<Promise>().Where(proposed => proposed != promise).Select(proposed => Try(proposed, week))],
            [.. candidates.Select(candidate => candidate.Note).OfType<string>()]);
    }

    private TriedPromise Try(Promise promise, ServiceWeek week)
    {
        SliceCounts counts = CountsOf(promise, week);
        double all = counts.AllGood + counts.AllBad;
        return new TriedPromise(promise, counts.AllGood / all, all, new BurnReplay(promise, counts, options.Rules.LeastPauses).Run(week.Begin));
    }

    private static string? Lacking(Promise promise, SliceCounts counts) => counts.WatchedDays switch
    {
        0 when promise is not Promise.Pause => "not enough data: 0 days of 7 (slices come from the recording rules: is gcwatch-slo.rules.yml loaded?)",
        var days and < SliceCounts.Days => $"not enough data: {days} {(days == 1 ? "day" : "days")} of 7",
        _ => counts.AllGood + counts.AllBad > 0 ? null : "nothing to judge by: seven days were watched, and nothing happened that the promise counts",
    };

    private static SliceCounts CountsOf(Promise promise, ServiceWeek week) => promise is Promise.Pause { Indicator: PauseIndicator.Events } pause
        ? week.Pauses.Counts(pause.Threshold.TotalSeconds)
        : week.Recorded.GetValueOrDefault(promise.Name) ?? new SliceCounts(SliceCounts.Unknown(), SliceCounts.Unknown());

    private static Candidate WithThreshold(Promise.Pause promise, ServiceWeek week)
    {
        foreach (double boundary in week.Pauses.Boundaries)
        {
            SliceCounts counts = week.Pauses.Counts(boundary);
            if (Spare * counts.AllBad > promise.ErrorBudget * (counts.AllGood + counts.AllBad)) continue;
            Promise.Pause proposed = promise with { Threshold = TimeSpan.FromSeconds(boundary) };
            return new Candidate(proposed, proposed == promise ? "the threshold is the smallest boundary that keeps the objective with half of the budget to spare" : null);
        }

        return new Candidate(null, "no boundary of the histogram keeps the objective with half of the budget to spare");
    }

    /// <summary>One bad more than there was, as a week without any does not show that there is none; the budget in two digits, rounded up.</summary>
    private static Candidate WithObjective(Promise promise, SliceCounts counts)
    {
        double budget = Math.Max(Spare * (counts.AllBad + 1) / (counts.AllGood + counts.AllBad + 1), 1 - MostObjective);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(budget)) - 1);
        double objective = Math.Round(1 - (Math.Ceiling(Math.Round(budget / unit, 6)) * unit), 8);
        double least = PromiseFaults.LeastObjective(promise.Tier);
        if (objective < least) return new Candidate(null, FormattableString.Invariant($"no objective that its alerts can fire on ({least * 100:0.##} % or more) leaves half of the budget to spare at this threshold"));
        Promise proposed = promise with { Objective = objective };
        return new Candidate(proposed, proposed == promise ? "the objective is what the week reaches with half of the budget to spare" : null);
    }

    /// <summary>What is proposed, and what is to be said of it.</summary>
    private sealed record Candidate(Promise? Promise, string? Note);
}
