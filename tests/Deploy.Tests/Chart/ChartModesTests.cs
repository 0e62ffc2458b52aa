using GcWatch.TestKit;
using k8s;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>Each mode, by the values that the chart ships for it, with both versions of helm.</summary>
public sealed class ChartModesTests
{
    public static TheoryData<int, string> All => new(from version in new[] { 3, 4 } from mode in new[] { "sidecar", "daemonset", "monitoring" } select (version, mode));

    [Theory]
    [MemberData(nameof(All))]
    public async Task Helm_lints_it_strictly(int version, string mode)
    {
        FinishedProcess linted = await new Helm(version).RunAsync("lint", "--strict", Helm.Chart, "--values", ValuesOf(mode));
        Assert.True(linted.ExitCode == 0, linted.OutputText + linted.ErrorText);
    }

    [Theory]
    [InlineData("sidecar", "ConfigMap Pod PodMonitor")]
    [InlineData("daemonset", "ConfigMap DaemonSet NetworkPolicy PodMonitor PrometheusRule")]
    [InlineData("monitoring", "AlertmanagerConfig PodMonitor PrometheusRule")]
    public async Task It_renders_what_its_mode_is_for_and_the_same_with_either_helm(string mode, string kinds)
    {
        Manifests four = await Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ValuesOf(mode), .. Helm.Operator]);
        Manifests three = await new Helm(3).TemplateAsync(Helm.Chart, ["--values", ValuesOf(mode), .. Helm.Operator]);
        Assert.Equal(kinds, string.Join(' ', four.Kinds.Where(kind => mode == "sidecar" || kind != "ConfigMap" || four.Text.Contains("gcwatch.json", StringComparison.Ordinal))));
        Assert.Equal(Texts(three), Texts(four));
    }

    [Fact]
    public async Task A_cluster_without_the_operator_gets_none_of_its_resources()
    {
        Manifests plain = await Helm.Newest.TemplateAsync(Helm.Chart, "--values", ValuesOf("monitoring"));
        Assert.DoesNotContain(plain.Kinds, kind => kind is "PodMonitor" or "PrometheusRule" or "AlertmanagerConfig");
    }

    [Fact]
    public async Task Kubernetes_and_the_operator_know_every_field()
    {
        Manifests sidecar = await Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ValuesOf("sidecar"), .. Helm.Operator]);
        Manifests daemonset = await Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ValuesOf("daemonset"), .. Helm.Operator]);
        Manifests monitoring = await Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ValuesOf("monitoring"), .. Helm.Operator]);
        Manifests native = await SampleChart.TemplateAsync("1.31.0");
        Manifests plain = await SampleChart.TemplateAsync("1.28.0");
        Manifests[] all = [sidecar, daemonset, monitoring, native, plain];

        Assert.Equal("", await TypedManifests.FaultsAsync(all.SelectMany(manifests => manifests.All)));
        string[] core = [.. all.SelectMany(manifests => manifests.Text.Split("\n---\n")).Where(text => text.Contains("kind:", StringComparison.Ordinal) && !text.Contains("monitoring.coreos.com/", StringComparison.Ordinal))];
        Assert.All(core, text => Assert.Single(KubernetesYaml.LoadAllFromString(text, null, strict: true)));
    }

    /// <summary>The check itself: a misspelt field is found by both.</summary>
    [Fact]
    public async Task A_field_that_there_is_not_is_found()
    {
        const string Monitor = """{"apiVersion": "monitoring.coreos.com/v1", "kind": "PodMonitor", "metadata": {"name": "x"}, "spec": {"selector": {}, "podMetricsEndpoints": [{"honorLabls": true}]}}""";
        Assert.Contains("honorLabls", await TypedManifests.FaultsAsync(YamlTree.Read(Monitor)), StringComparison.Ordinal);
        Assert.ThrowsAny<Exception>(() => KubernetesYaml.LoadAllFromString("apiVersion: v1\nkind: Pod\nspec:\n  hostPIDs: true\n", null, strict: true));
    }

    [Theory]
    [InlineData("sidecar", "helm test shop")]
    [InlineData("daemonset", "pod-security.kubernetes.io/enforce=privileged")]
    [InlineData("monitoring", "no Prometheus operator in this cluster")]
    public async Task The_notes_say_what_comes_next(string mode, string said)
    {
        FinishedProcess dry = await Helm.Newest.RunAsync("install", "shop", Helm.Chart, "--namespace", "web", "--dry-run=client", "--values", ValuesOf(mode));
        Assert.True(dry.ExitCode == 0, dry.ErrorText);
        string notes = dry.OutputText[dry.OutputText.IndexOf("NOTES:", StringComparison.Ordinal)..];
        Assert.Contains(said, notes, StringComparison.Ordinal);
        Assert.Equal(3, notes.Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal)));
    }

    internal static string ValuesOf(string mode) => Path.Combine(Helm.Chart, "ci", $"{mode}-values.yaml");

    private static IEnumerable<string> Texts(Manifests manifests) => manifests.All.Select(document => document.ToJsonString());
}
