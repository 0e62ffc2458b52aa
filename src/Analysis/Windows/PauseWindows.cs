using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace GcWatch.Analysis.Windows;

/// <summary>
/// Pause quantiles over 1, 5 and 60 minutes: slices of 10 s serve the first two, slices of a minute the hour. One owner.
/// </summary>
public sealed class PauseWindows
{
    public static readonly ImmutableArray<TimeSpan> Spans = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(60)];

    /// <summary>32 KB each, needed for a moment each second: as many as there are summaries at once, not one a target.</summary>
    private static readonly ConcurrentQueue<SketchSum> Spare = new();

    private readonly SlidingWindow minutes = new(TimeSpan.FromSeconds(10), sliceCount: 30);
    private readonly SlidingWindow hour = new(TimeSpan.FromMinutes(1), sliceCount: 60);

    /// <param name="at">When the suspension ended, since the session began.</param>
    /// <param name="pause">How long it lasted.</param>
    public void Record(TimeSpan at, TimeSpan pause)
    {
        minutes.Record(at, pause);
        hour.Record(at, pause);
    }

    /// <summary>One summary for each of <see cref="Spans"/>.</summary>
    public ImmutableArray<PauseSummary> Summarize(TimeSpan now)
    {
        if (!Spare.TryDequeue(out SketchSum? sum)) sum = new SketchSum();
        ImmutableArray<PauseSummary> summaries = [.. Spans.Select(span => Summarize(sum, now, span))];
        Spare.Enqueue(sum);
        return summaries;
    }

    private PauseSummary Summarize(SketchSum sum, TimeSpan now, TimeSpan span)
    {
        sum.Clear();
        (span <= TimeSpan.FromMinutes(5) ? minutes : hour).AddTo(sum, now, span);
        return sum.Summarize(span);
    }
}
