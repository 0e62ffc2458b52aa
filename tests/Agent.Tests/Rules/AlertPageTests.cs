using System.Text.RegularExpressions;
using GcWatch.Agent.Rules;
using GcWatch.TestKit;

namespace GcWatch.Agent.Tests.Rules;

/// <summary>docs/alerts.md against what is generated.</summary>
public sealed partial class AlertPageTests
{
    [Fact]
    public async Task The_page_has_every_alert_with_its_severity_and_no_other()
    {
        string rules = string.Join('\n', RuleFiles.Prometheus(RuleOutputTests.Settings("{}")).Select(file => file.Text));
        string page = await File.ReadAllTextAsync(Repository.PathOf("docs", "alerts.md"));

        Assert.Equal(
            GeneratedPattern.Matches(rules).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"),
            DocumentedPattern.Matches(page).Select(match => $"{match.Groups[1].Value} {match.Groups[2].Value}"));
    }

    [GeneratedRegex(@"- alert: (\w+)\n(?:(?!- alert:)[\s\S])*?severity: '(\w+)'")]
    private static partial Regex GeneratedPattern { get; }

    [GeneratedRegex(@"^\| \[(\w+)\]\(runbooks/\1\.md\) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedPattern { get; }
}
