using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Dashboards.Linting;

/// <summary>Asks promtool whether every query can be parsed: as the recording rules of a file, one each.</summary>
internal static partial class PromQlCheck
{
    public static async Task<IReadOnlyList<LintFault>> FaultsAsync(Dashboard dashboard)
    {
        (Panel Panel, Target Target)[] all = [.. dashboard.Panels.SelectMany(panel => panel.Targets.Select(target => (panel, target)))];
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("queries.yml");
        await File.WriteAllTextAsync(file, Rules(all.Select(query => query.Target.Expression)));
        FinishedProcess checkedRules = await ChildProcess.RunAsync([Parts.Require("promtool"), "check", "rules", "--lint=none", file]);
        string text = checkedRules.OutputText + checkedRules.ErrorText;
        if (checkedRules.ExitCode == 0) return [];
        return
        [
            .. Wrong.Matches(text).Select(match => int.Parse(match.Groups["rule"].Value, CultureInfo.InvariantCulture)).Distinct()
                .Select(rule => new LintFault("target-promql-rule", dashboard.Title, all[rule].Panel.Title, all[rule].Target.Index, text))
                .DefaultIfEmpty(new LintFault("target-promql-rule", dashboard.Title, "", null, text)),
        ];
    }

    private static string Rules(IEnumerable<string> expressions)
    {
        var text = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
        foreach ((int index, string expression) in expressions.Index())
        {
            string valued = Duration.Replace(expression, "5m").Replace("$", "", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal);
            text.Append(CultureInfo.InvariantCulture, $"      - {{ record: 'query_{index}', expr: '{valued}' }}\n");
        }

        return text.ToString();
    }

    [GeneratedRegex("""\$__(rate_interval|interval|range)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration { get; }

    [GeneratedRegex("""query_(?<rule>\d+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Wrong { get; }
}
