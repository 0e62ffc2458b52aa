using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>The chart's copies of what the repository has elsewhere, and what is made from that. <c>eng/chart-files.sh</c> refreshes all.</summary>
public sealed class ChartSourcesTests
{
    private const string TableStart = "<!-- values: from values.yaml, by eng/chart-files.sh -->\n";
    private const string TableEnd = "<!-- end of values -->\n";

    private static string Values { get; } = File.ReadAllText(Path.Combine(Helm.Chart, "values.yaml"));

    [Theory]
    [InlineData("docs/configuration.schema.json", "configuration.schema.json")]
    [InlineData("deploy/prometheus/operator/gcwatch.prometheusrule.yaml", "gcwatch.prometheusrule.yaml")]
    public void A_copy_says_what_its_source_says(string source, string copy) =>
        Assert.Equal(File.ReadAllText(Repository.PathOf(source)), File.ReadAllText(Path.Combine(Helm.Chart, "files", copy)));

    [Fact]
    public void The_dashboards_are_those_of_the_repository() => Assert.Equal(Dashboards(Repository.PathOf("dashboards")), Dashboards(Path.Combine(Helm.Chart, "files", "dashboards")));

    [Fact]
    public void The_schema_of_the_values_has_the_agents_own_options() => Golden.Matches("deploy/helm/gcwatch/values.schema.json", ChartSources.ValuesSchema());

    [Fact]
    public void The_inhibition_is_that_of_the_shipped_routing() => Golden.Matches("deploy/helm/gcwatch/files/inhibit-rules.yaml", ChartSources.InhibitRules());

    [Fact]
    public void The_readme_has_every_value()
    {
        string readme = File.ReadAllText(Path.Combine(Helm.Chart, "README.md"));
        int from = readme.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        int to = readme.IndexOf(TableEnd, StringComparison.Ordinal);
        Golden.Matches("deploy/helm/gcwatch/README.md", readme[..from] + ValuesTable.Of(Values) + readme[to..]);
        Assert.Empty(ValuesTable.Undescribed(Values));
    }

    /// <summary>A value that the schema does not know could not be set; one that only the schema knows would do nothing.</summary>
    [Fact]
    public void The_schema_knows_the_values_that_there_are_and_no_other()
    {
        JsonNode? schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Helm.Chart, "values.schema.json")));
        string[] known = [.. (schema?["properties"] as JsonObject ?? []).Select(pair => pair.Key).Where(key => key != "global").Order(StringComparer.Ordinal)];
        string[] there = [.. (YamlTree.ReadOne(Values) as JsonObject ?? []).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        Assert.Equal(there, known);
    }

    [Fact]
    public void The_chart_is_of_the_projects_version()
    {
        string version = File.ReadAllText(Repository.PathOf("Directory.Build.props")).Split("<Version>")[1].Split('<')[0];
        JsonNode? chart = YamlTree.ReadOne(File.ReadAllText(Path.Combine(Helm.Chart, "Chart.yaml")));
        Assert.Equal(version, Manifests.Of(chart, "appVersion"));
        Assert.Contains($"gcwatch:{version}", Manifests.Of(chart?["annotations"], "artifacthub.io/images"), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Dashboards(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText)
        : [];
}
