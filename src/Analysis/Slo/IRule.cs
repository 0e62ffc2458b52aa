using GcWatch.Analysis.Gc;

namespace GcWatch.Analysis.Slo;

/// <summary>Decides one thing about one target, and explains it. One owner.</summary>
public interface IRule
{
    RuleKind Kind { get; }

    /// <summary>For how long its condition must hold until it fires.</summary>
    TimeSpan Patience { get; }

    /// <summary>For how long it goes on firing after its condition held last: an event of a moment would be over before anybody looks.</summary>
    TimeSpan Afterglow { get; }

    /// <summary>What is now certain.</summary>
    void Take(GcFact fact, TimeSpan at);

    /// <param name="report">All that is known at this tick.</param>
    /// <param name="now">Time since the session began, on the clock of <see cref="Take"/>.</param>
    RuleFinding Judge(GcReport report, TimeSpan now);
}
