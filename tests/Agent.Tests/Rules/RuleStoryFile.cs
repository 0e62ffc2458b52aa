namespace GcWatch.Agent.Tests.Rules;

/// <summary>Stories as a file for <c>promtool test rules</c>.</summary>
internal static class RuleStoryFile
{
    /// <summary>At the interval of the groups: the number of pauses is counted by it.</summary>
    public static string Write(IEnumerable<RuleStory> stories, params string[] ruleFiles) => Write("30s", stories, ruleFiles);

    /// <summary>At another interval, such as 1m for long stories that do not count pauses.</summary>
    public static string Write(string interval, IEnumerable<RuleStory> stories, params string[] ruleFiles)
    {
        string[] head =
        [
            "# Generated from tests/Agent.Tests/Rules; do not edit. promtool test rules FILE",
            $"rule_files: [{string.Join(", ", ruleFiles)}]",
            $"evaluation_interval: {interval}",
            "tests:",
        ];
        return string.Join('\n', [.. head, .. stories.SelectMany(story => story.Lines()), ""]);
    }
}
