using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo.Rules;

/// <summary>All threads stand still for the GC, and do not go on. A debugger's stop is somebody's wish.</summary>
internal sealed class StuckPauseRule(RuleLimits limits) : IRule
{
    public RuleKind Kind => RuleKind.StuckPause;

    public TimeSpan Patience => TimeSpan.Zero;

    public TimeSpan Afterglow => TimeSpan.Zero;

    public void Take(GcFact fact, TimeSpan at)
    {
        // It is told from what is open, not from what is over.
    }

    public RuleFinding Judge(GcReport report, TimeSpan now)
    {
        if (report.Suspended is not { } open || !open.Reason.IsGc() || report.SuspendedFor < limits.StuckPause) return RuleFinding.Good;
        return RuleFinding.Bad(
            $"all threads have stood still for {report.SuspendedFor.TotalSeconds:0} s, reason {open.Reason.Label()}; the limit is {limits.StuckPause.TotalSeconds:0} s");
    }
}
