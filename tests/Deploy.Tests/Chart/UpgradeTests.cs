using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>Values that were written for an earlier version of the chart. Each version leaves its own in tests/Data/chart.</summary>
public sealed class UpgradeTests
{
    public static TheoryData<string> Earlier => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Data", "chart"), "values-*.yaml").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task They_still_render_in_every_mode(string file)
    {
        foreach (string mode in new[] { "sidecar", "daemonset", "monitoring" })
        {
            Manifests rendered = await Helm.Newest.TemplateAsync(Helm.Chart, ["--values", Repository.PathOf("tests", "Data", "chart", file), "--set", $"mode={mode}", .. Helm.Operator]);
            Assert.NotEmpty(rendered.All);
        }
    }

    /// <summary>Every value of the version: what is left out here could vanish unseen.</summary>
    [Fact]
    public void The_values_of_this_version_are_kept_whole()
    {
        string version = Manifests.Of(YamlTree.ReadOne(File.ReadAllText(Path.Combine(Helm.Chart, "Chart.yaml"))), "version") ?? "";
        string kept = Repository.PathOf("tests", "Data", "chart", $"values-{version}.yaml");
        string[] there = [.. Keys(Path.Combine(Helm.Chart, "values.yaml"))];
        Assert.Equal(there, Keys(kept).Intersect(there));
    }

    private static IEnumerable<string> Keys(string file) => (YamlTree.ReadOne(File.ReadAllText(file)) as System.Text.Json.Nodes.JsonObject ?? []).Select(pair => pair.Key).Order(StringComparer.Ordinal);
}
