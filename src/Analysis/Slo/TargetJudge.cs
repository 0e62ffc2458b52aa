using System.Collections.Immutable;
using GcWatch.Analysis.Gc;
using GcWatch.Analysis.Slo.Rules;

namespace GcWatch.Analysis.Slo;

/// <summary>Judges one target for one session: counts its promises and runs its rules. One owner.</summary>
public sealed class TargetJudge
{
    /// <summary>The runtime sends its counters each second: after so much silence something is wrong.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly JudgeSettings settings;
    private readonly BaselineJudge baseline;
    private readonly ImmutableArray<PromiseLedger> ledgers;
    private readonly ImmutableArray<RuleTrack> tracks;
    private DateTimeOffset? origin;

    /// <param name="settings">By what it is judged.</param>
    /// <param name="baseline">What is usual for its service; it may have been taught by sessions before.</param>
    public TargetJudge(JudgeSettings settings, BaselineJudge baseline)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.baseline = baseline;
        ledgers = [.. settings.Promises.Select(PromiseLedger.For)];
        RuleLimits limits = settings.Limits;
        IRule[] own =
        [
            new Gen2StormRule(limits), new InducedRule(limits), new LongSuspensionRule(limits), new StuckPauseRule(limits),
            new FragmentationRule(limits), new HeapOverTriggerRule(limits, baseline),
        ];
        tracks = [.. own.Concat(BaselineRule.All(baseline)).Select(rule => new RuleTrack(rule))];
    }

    /// <summary>Takes each fact once, as it becomes certain.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="at">The time of the event that made it certain, since the session began.</param>
    public void Take(GcFact fact, TimeSpan at)
    {
        baseline.Take(fact);
        foreach (PromiseLedger ledger in ledgers) ledger.Take(fact, Scaled(at));
        foreach (RuleTrack track in tracks) track.Rule.Take(fact, Scaled(at));
    }

    /// <summary>The report with what is to be said of it.</summary>
    /// <param name="report">All that is known now.</param>
    /// <param name="wall">What time it is by the clock of judgement, which runs as fast as the time scale says.</param>
    public GcReport Judge(GcReport report, DateTimeOffset wall)
    {
        ArgumentNullException.ThrowIfNull(report);
        TimeSpan now = Scaled(report.At);
        origin ??= wall - now;
        TimeSpan age = Scaled(settings.AgeAtAttach + report.At);
        bool isBlind = report.LastEventAge >= Silence;
        baseline.Advance(origin.Value + now, age, report, isBlind);
        var moment = new JudgedMoment(now, age, isBlind, baseline.UsualAllocationRate);
        foreach (PromiseLedger ledger in ledgers) ledger.Advance(moment);
        return report with
        {
            Promises = [.. ledgers.Select(ledger => ledger.Stand(now))],
            Verdicts = [.. tracks.Select(track => track.Judge(report, now)), .. report.Memory?.Verdicts ?? []],
            Baseline = baseline.Latest,
        };
    }

    private TimeSpan Scaled(TimeSpan time) => time * settings.TimeScale;
}
