using System.Collections.Immutable;

namespace GcWatch.Agent.Rules;

/// <summary>Rules that Prometheus evaluates one after the other.</summary>
/// <param name="Name">Unique among all files.</param>
/// <param name="Interval">How often; already scaled.</param>
/// <param name="Rules">In the order of evaluation: a later one may use what an earlier one records.</param>
internal sealed record RuleGroup(string Name, TimeSpan Interval, ImmutableArray<PrometheusRule> Rules);

/// <summary>A file for Prometheus' rule_files.</summary>
/// <param name="Name">Its name, such as gcwatch-slo.rules.yml.</param>
/// <param name="About">What it is for, in lines of a comment.</param>
/// <param name="Groups">What it holds.</param>
internal sealed record RuleFile(string Name, ImmutableArray<string> About, ImmutableArray<RuleGroup> Groups);

/// <summary>A text to be written as a file.</summary>
/// <param name="Name">Below the folder of the output.</param>
/// <param name="Text">With \n at the end of each line.</param>
internal sealed record WrittenFile(string Name, string Text);
