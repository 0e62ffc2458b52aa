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
    private readonly ImmutableArray<PromiseLedger> ledgers;
    private readonly ImmutableArray<RuleTrack> tracks;

    public TargetJudge(JudgeSettings settings, params ReadOnlySpan<IRule> further)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        ledgers = [.. settings.Promises.Select(PromiseLedger.For)];
        RuleLimits limits = settings.Limits;
        IRule[] own = [new Gen2StormRule(limits), new InducedRule(limits), new LongSuspensionRule(limits), new StuckPauseRule(limits), new FragmentationRule(limits)];
        tracks = [.. own.Concat(further.ToArray()).Select(rule => new RuleTrack(rule))];
    }

    /// <summary>What is usual for the service at this hour, in bytes a second; null while nothing is known.</summary>
    public double? UsualAllocationRate { get; set; }

    /// <summary>Takes each fact once, as it becomes certain.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="at">The time of the event that made it certain, since the session began.</param>
    public void Take(GcFact fact, TimeSpan at)
    {
        foreach (PromiseLedger ledger in ledgers) ledger.Take(fact, Scaled(at));
        foreach (RuleTrack track in tracks) track.Rule.Take(fact, Scaled(at));
    }

    /// <summary>The report with what is to be said of it.</summary>
    public GcReport Judge(GcReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        TimeSpan now = Scaled(report.At);
        var moment = new JudgedMoment(now, Scaled(settings.AgeAtAttach + report.At), report.LastEventAge >= Silence, UsualAllocationRate);
        foreach (PromiseLedger ledger in ledgers) ledger.Advance(moment);
        return report with
        {
            Promises = [.. ledgers.Select(ledger => ledger.Stand(now))],
            Verdicts = [.. tracks.Select(track => track.Judge(report, now)), .. report.Memory?.Verdicts ?? []],
        };
    }

    private TimeSpan Scaled(TimeSpan time) => time * settings.TimeScale;
}
