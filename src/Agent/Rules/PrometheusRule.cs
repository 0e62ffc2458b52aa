using System.Collections.Immutable;

namespace GcWatch.Agent.Rules;

/// <summary>One rule of a group, as Prometheus reads it. A closed set.</summary>
/// <param name="Expression">PromQL.</param>
/// <param name="Labels">Set on the result, in this order.</param>
internal abstract record PrometheusRule(string Expression, ImmutableArray<RuleText> Labels)
{
    /// <summary>Keeps the result under a name.</summary>
    /// <param name="Name">The new series' name.</param>
    /// <param name="Expression">PromQL.</param>
    /// <param name="Labels">Set on the result.</param>
    public sealed record Recording(string Name, string Expression, params ImmutableArray<RuleText> Labels) : PrometheusRule(Expression, Labels);

    /// <summary>Fires for each series of the result.</summary>
    /// <param name="Name">The label alertname; its runbook is docs/runbooks/Name.md.</param>
    /// <param name="Expression">PromQL.</param>
    /// <param name="For">How long it must hold; zero for at once.</param>
    /// <param name="Labels">Severity first.</param>
    /// <param name="Annotations">For people.</param>
    public sealed record Alert(string Name, string Expression, TimeSpan For, ImmutableArray<RuleText> Labels, ImmutableArray<RuleText> Annotations)
        : PrometheusRule(Expression, Labels);
}

/// <summary>A label or an annotation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its text, or a template.</param>
internal readonly record struct RuleText(string Name, string Text);
