using System.Collections.Immutable;
using GcWatch.Analysis;
using GcWatch.Analysis.Slo;

namespace GcWatch.Exporters.Tests.Alertmanager;

/// <summary>A target whose rules say what the test wants.</summary>
internal sealed class ToldTarget(string pod = "shop-7c9")
{
    public TargetIdentity Identity { get; } = new("shop", "prod", "web", pod, "shop-17");

    public static Verdict Firing(RuleKind rule, double sinceSeconds = 0, string sentence = "p99 pause 183 ms; the promise is 15 ms") =>
        new(rule, VerdictState.Firing, TimeSpan.FromSeconds(sinceSeconds), sentence);

    public static Verdict Good(RuleKind rule) => new(rule, VerdictState.Good, TimeSpan.Zero, "");

    /// <summary>The report of a tick.</summary>
    public GcReport At(double seconds, params ImmutableArray<Verdict> verdicts) =>
        new TargetView(Identity).Report(TimeSpan.FromSeconds(seconds)) with { Verdicts = verdicts };
}
