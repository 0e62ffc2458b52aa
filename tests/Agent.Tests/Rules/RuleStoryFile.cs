namespace GcWatch.Agent.Tests.Rules;

/// <summary>Stories as a file for <c>promtool test rules</c>.</summary>
internal static class RuleStoryFile
{
    public static string Write(IEnumerable<RuleStory> stories, params string[] ruleFiles)
    {
        string[] head =
        [
            "# Generated from tests/Agent.Tests/Rules; do not edit. promtool test rules FILE",
            $"rule_files: [{string.Join(", ", ruleFiles)}]",
            "evaluation_interval: 30s",
            "tests:",
        ];
        return string.Join('\n', [.. head, .. stories.SelectMany(story => story.Lines()), ""]);
    }
}
