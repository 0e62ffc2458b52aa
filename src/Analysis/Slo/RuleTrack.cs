namespace GcWatch.Analysis.Slo;

/// <summary>Makes verdicts of a rule's findings: not before its patience has ended, and not flickering. One owner.</summary>
internal sealed class RuleTrack(IRule rule)
{
    private Verdict verdict = new(rule.Kind, VerdictState.NotEnoughData, TimeSpan.Zero, "");
    private TimeSpan? heldSince;
    private TimeSpan lastHeldAt;

    public IRule Rule => rule;

    public Verdict Judge(GcReport report, TimeSpan now)
    {
        RuleFinding finding = rule.Judge(report, now);
        if (finding.Holds == true)
        {
            heldSince ??= now;
            lastHeldAt = now;
        }
        else if (!IsGlowing(now))
        {
            heldSince = null;
        }

        VerdictState state = StateOf(finding, now);
        string sentence = finding.Sentence.Length > 0 || state != verdict.State ? finding.Sentence : verdict.Sentence;
        if (state == verdict.State && sentence == verdict.Sentence) return verdict;
        return verdict = new Verdict(rule.Kind, state, state == verdict.State ? verdict.Since : now, sentence);
    }

    private VerdictState StateOf(RuleFinding finding, TimeSpan now)
    {
        if (finding.Holds == true) return now - heldSince >= rule.Patience ? VerdictState.Firing : VerdictState.Pending;
        if (verdict.IsFiring && IsGlowing(now)) return VerdictState.Firing;
        return finding.Holds is null ? VerdictState.NotEnoughData : VerdictState.Good;
    }

    private bool IsGlowing(TimeSpan now) => verdict.IsFiring && now - lastHeldAt < rule.Afterglow;
}
