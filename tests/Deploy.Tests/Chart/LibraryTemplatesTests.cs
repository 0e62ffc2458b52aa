using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>The templates one by one, for charts with lists of their own: the same pod as by the sample's three lines.</summary>
public sealed class LibraryTemplatesTests
{
    private const string Pod = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: shop
        spec:
          initContainers:
            {{- include "gcwatch.initContainer" . | nindent 4 }}
          containers:
            - name: shop
              image: shop
              env:
                {{- include "gcwatch.targetEnv" . | nindent 8 }}
              volumeMounts:
                {{- include "gcwatch.volumeMounts" . | nindent 8 }}
            {{- include "gcwatch.container" . | nindent 4 }}
          volumes:
            {{- include "gcwatch.volumes" . | nindent 4 }}
        """;

    [Theory]
    [InlineData("1.28.0")]
    [InlineData("1.29.0")]
    public async Task They_make_what_the_three_lines_make(string kubernetes)
    {
        using TemporaryFolder folder = await ChartOfAsync(Pod);
        JsonObject mine = (await Helm.Newest.TemplateAsync(folder.FullName, "--kube-version", kubernetes)).All.Single(document => Manifests.Of(document["metadata"], "name") == "shop");
        JsonObject pod = (await SampleChart.TemplateAsync(kubernetes)).ShopPod;
        JsonObject spec = mine["spec"] as JsonObject ?? [];

        Assert.Equal(Manifests.Container(pod, "gcwatch").ToJsonString(), Manifests.Container(spec, "gcwatch").ToJsonString());
        Assert.Equal(Ours(pod, "volumes"), Ours(spec, "volumes"));
        Assert.Equal(Ours(Manifests.Container(pod, "shop"), "volumeMounts"), Ours(Manifests.Container(spec, "shop"), "volumeMounts"));
        Assert.Equal("DOTNET_DiagnosticPorts", Manifests.Of(Assert.Single(Manifests.List(Manifests.Container(spec, "shop"), "env")), "name"));
    }

    [Fact]
    public async Task Without_the_dependency_under_its_own_name_it_is_said_what_to_add()
    {
        using TemporaryFolder folder = await ChartOfAsync("{{ include \"gcwatch.targetEnv\" . }}", alias: "watcher");
        Assert.Contains("gcwatch: there are no values below gcwatch", await Helm.Newest.RefusalAsync(folder.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_passes_lint_and_renders_the_same_with_helm_3()
    {
        string sample = await SampleChart.FolderAsync();
        foreach (int version in new[] { 3, 4 })
        {
            FinishedProcess linted = await new Helm(version).RunAsync("lint", "--strict", sample);
            Assert.True(linted.ExitCode == 0, linted.OutputText + linted.ErrorText);
        }

        Manifests three = await new Helm(3).TemplateAsync(sample, "--kube-version", "1.31.0");
        Manifests four = await SampleChart.TemplateAsync("1.31.0");
        Assert.Equal(three.All.Select(document => document.ToJsonString()), four.All.Select(document => document.ToJsonString()));
    }

    /// <summary>What the pages tell people to include is there, under that name.</summary>
    [Fact]
    public void The_pages_name_templates_that_there_are()
    {
        string templates = string.Concat(Directory.EnumerateFiles(Path.Combine(Helm.Chart, "templates"), "*.tpl").Select(File.ReadAllText));
        string pages = File.ReadAllText(Repository.PathOf("docs", "kubernetes.md")) + File.ReadAllText(Path.Combine(Helm.Chart, "README.md"));
        string[] named = [.. pages.Split("include \"").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).Distinct()];
        Assert.Equal(7, named.Length);
        Assert.All(named, name => Assert.Contains($"define \"{name}\"", templates, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Ours(JsonNode owner, string list) =>
        Manifests.List(owner, list).Where(item => Manifests.Of(item, "name")?.StartsWith("gcwatch-", StringComparison.Ordinal) == true).Select(item => item.ToJsonString());

    /// <summary>An application's chart with one template, and the sample's values; the dependency is a link.</summary>
    private static async Task<TemporaryFolder> ChartOfAsync(string template, string? alias = null)
    {
        var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.PathOf("templates"));
        Directory.CreateDirectory(folder.PathOf("charts"));
        Directory.CreateSymbolicLink(folder.PathOf("charts/gcwatch"), Helm.Chart);
        string dependency = $"dependencies:\n  - name: gcwatch\n    version: 0.1.x\n{(alias is null ? "" : $"    alias: {alias}\n")}";
        await File.WriteAllTextAsync(folder.PathOf("Chart.yaml"), $"apiVersion: v2\nname: lists\nversion: 0.1.0\n{dependency}");
        await File.WriteAllTextAsync(folder.PathOf("templates/pod.yaml"), template);
        File.Copy(Repository.PathOf("samples", "shop-chart", "values.yaml"), folder.PathOf("values.yaml"));
        if (alias is not null) await File.WriteAllTextAsync(folder.PathOf("values.yaml"), "");
        return folder;
    }
}
