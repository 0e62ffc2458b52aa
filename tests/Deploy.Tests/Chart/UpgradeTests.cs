using System.Text.Json.Nodes;
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
            Assert.Contains(rendered.Kinds, kind => kind == (mode == "daemonset" ? "DaemonSet" : "PodMonitor"));
        }
    }

    /// <summary>Of the version that is being made, every value: one that is missing there could vanish unseen.</summary>
    [Fact]
    public void The_values_of_this_version_are_kept_whole()
    {
        string version = Manifests.Of(YamlTree.ReadOne(File.ReadAllText(Path.Combine(Helm.Chart, "Chart.yaml"))), "version") ?? "";
        string[] kept = [.. Paths(Repository.PathOf("tests", "Data", "chart", $"values-{version}.yaml"))];
        Assert.All(Paths(Path.Combine(Helm.Chart, "values.yaml")), path => Assert.Contains(kept, other => other == path || other.StartsWith($"{path}.", StringComparison.Ordinal)));
    }

    /// <summary>The values of the first two levels.</summary>
    private static IEnumerable<string> Paths(string file) =>
        from pair in YamlTree.ReadOne(File.ReadAllText(file)) as JsonObject ?? []
        from path in pair.Value is JsonObject { Count: > 0 } inner && pair.Key != "config" ? inner.Select(value => $"{pair.Key}.{value.Key}") : [pair.Key]
        select path;
}
