using GcWatch.Analysis.Slo;

namespace GcWatch.Analysis.Memory;

/// <summary>One rule's state over time: it fires once its condition has held for so long. One owner.</summary>
internal sealed class MemoryRule(RuleKind kind, TimeSpan holdFor)
{
    private VerdictState state = VerdictState.NotEnoughData;
    private TimeSpan since;
    private TimeSpan? trueSince;

    /// <param name="holds">Whether the condition holds; null where that is not known.</param>
    /// <param name="at">By the clock of the account.</param>
    /// <param name="sentence">Why.</param>
    /// <param name="sessionBeganAt">By the same clock: verdicts count from there.</param>
    public Verdict Judge(bool? holds, TimeSpan at, string sentence, TimeSpan sessionBeganAt)
    {
        trueSince = holds == true ? trueSince ?? at : null;
        VerdictState now = holds switch
        {
            null => VerdictState.NotEnoughData,
            false => VerdictState.Good,
            true => at - trueSince >= holdFor ? VerdictState.Firing : VerdictState.Pending,
        };
        if (now != state) since = at;
        state = now;
        return new Verdict(kind, now, since - sessionBeganAt, sentence);
    }
}
