using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace GcWatch.Agent.Rules;

/// <summary>Writes rules as YAML: texts in single quotes, expressions as blocks.</summary>
internal static class RulesYaml
{
    public static string Write(RuleFile file)
    {
        var yaml = new StringBuilder();
        foreach (string line in file.About) Line(yaml, 0, $"# {line}");
        WriteGroups(yaml, 0, file.Groups);
        return yaml.ToString();
    }

    public static void WriteGroups(StringBuilder yaml, int indent, IEnumerable<RuleGroup> groups)
    {
        Line(yaml, indent, "groups:");
        foreach (RuleGroup group in groups) WriteGroup(yaml, indent + 2, group);
    }

    public static void Line(StringBuilder yaml, int indent, string text) =>
        yaml.Append(' ', text.Length == 0 ? 0 : indent).Append(text).Append('\n');

    /// <summary>A text that YAML takes as it is.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void WriteGroup(StringBuilder yaml, int indent, RuleGroup group)
    {
        Line(yaml, indent, $"- name: {group.Name}");
        Line(yaml, indent + 2, $"interval: {RuleTime.Text(group.Interval)}");
        Line(yaml, indent + 2, "rules:");
        foreach (PrometheusRule rule in group.Rules) WriteRule(yaml, indent + 4, rule);
    }

    private static void WriteRule(StringBuilder yaml, int indent, PrometheusRule rule)
    {
        Line(yaml, indent, rule switch
        {
            PrometheusRule.Recording recording => $"- record: {recording.Name}",
            PrometheusRule.Alert alert => $"- alert: {alert.Name}",
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "not one of the closed set"),
        });
        WriteExpression(yaml, indent + 2, rule.Expression);
        if (rule is PrometheusRule.Alert { For: var wait } && wait > TimeSpan.Zero) Line(yaml, indent + 2, string.Create(CultureInfo.InvariantCulture, $"for: {RuleTime.Text(wait)}"));
        WriteTexts(yaml, indent + 2, "labels", rule.Labels);
        if (rule is PrometheusRule.Alert { Annotations: var annotations }) WriteTexts(yaml, indent + 2, "annotations", annotations);
    }

    private static void WriteExpression(StringBuilder yaml, int indent, string expression)
    {
        Line(yaml, indent, "expr: |-");
        foreach (string line in expression.Split('\n')) Line(yaml, indent + 2, line);
    }

    private static void WriteTexts(StringBuilder yaml, int indent, string name, ImmutableArray<RuleText> texts)
    {
        if (texts.IsEmpty) return;
        Line(yaml, indent, $"{name}:");
        foreach (RuleText text in texts) Line(yaml, indent + 2, $"{text.Name}: {Quoted(text.Text)}");
    }
}
