using GcWatch.Analysis;
using GcWatch.Analysis.Baselines;
using GcWatch.Analysis.Findings;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo;

namespace GcWatch.Agent.Replay;

/// <summary>A recorded target: the same view and judge as a live one, with a tick for each second of the recording.</summary>
internal sealed class ReplayTarget(string name, JudgeSettings settings)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>A damaged recording may jump by years: so many ticks at most are made up for.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    private readonly TargetView view = new(ReplaySummary.Identity(name)) { KeepsFacts = false };
    private readonly TargetJudge judge = new(settings, new BaselineJudge(new ServiceBaseline()));
    private readonly TargetInspection inspection = new();
    private readonly List<AlertEpisode> episodes = [];
    private TimeSpan nextTick = Tick;
    private TimeSpan first = TimeSpan.MaxValue;

    public TimeSpan Last { get; private set; }

    /// <summary>From the first event to the last.</summary>
    public TimeSpan Length => Last > first ? Last - first : TimeSpan.Zero;

    /// <summary>What would have fired, in the order in which it began.</summary>
    public IReadOnlyList<AlertEpisode> Episodes => episodes;

    /// <summary>What is now certain; valid until the next call.</summary>
    public IReadOnlyList<GcFact> Take(GcEvent next)
    {
        if (next.At - nextTick > LongestSilence) nextTick = next.At - LongestSilence;
        for (; nextTick <= next.At; nextTick += Tick) Judge(nextTick);
        if (next.At < first) first = next.At;
        if (next.At > Last) Last = next.At;
        IReadOnlyList<GcFact> facts = view.Apply(next);
        for (int i = 0; i < facts.Count; i++)
        {
            judge.Take(facts[i], next.At);
            inspection.Take(facts[i]);
        }

        return facts;
    }

    /// <summary>The recording is over: what is known at its end.</summary>
    public GcReport Finish()
    {
        view.Finish();
        return Judge(Last);
    }

    /// <summary>What to change, by all that was taken: of where the target ran a recording says nothing.</summary>
    public FindingsReport Explain(GcReport atEnd) => inspection.Judge(new InspectedSpan(atEnd, TargetSurroundings.Unknown, Length));

    private GcReport Judge(TimeSpan at)
    {
        GcReport report = judge.Judge(view.Report(at), DateTimeOffset.UnixEpoch + at);
        foreach (Verdict verdict in report.Verdicts) Follow(verdict, at);
        return report;
    }

    private void Follow(Verdict verdict, TimeSpan at)
    {
        int open = episodes.FindIndex(episode => episode.Alert.Rule == verdict.Rule && episode.EndedAt is null);
        if (verdict.IsFiring && open < 0) episodes.Add(new AlertEpisode(AlertDefinition.Of(verdict.Rule), at, null, verdict.Sentence));
        if (!verdict.IsFiring && open >= 0) episodes[open] = episodes[open] with { EndedAt = at };
    }
}

/// <summary>A time for which an alert would have fired.</summary>
/// <param name="Alert">Which.</param>
/// <param name="BeganAt">Since the recording began.</param>
/// <param name="EndedAt">Null if it still fired at the end.</param>
/// <param name="Sentence">Why, as it was when it began.</param>
internal sealed record AlertEpisode(AlertDefinition Alert, TimeSpan BeganAt, TimeSpan? EndedAt, string Sentence);
