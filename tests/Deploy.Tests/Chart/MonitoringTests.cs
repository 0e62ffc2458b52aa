using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>What a cluster has once: scraping, rules and routing through the Prometheus operator.</summary>
public sealed class MonitoringTests
{
    private const string ShippedRunbooks = "https://gcwatch.example/docs/runbooks/";

    private static readonly Lazy<Task<Manifests>> Rendering =
        new(() => Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ChartModesTests.ValuesOf("monitoring"), .. Helm.Operator]));

    [Fact]
    public async Task Promtool_accepts_the_rules_as_they_are_rendered()
    {
        JsonNode? spec = (await Rendering.Value).One("PrometheusRule")["spec"];
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.PathOf("rules.yml"), spec?.ToJsonString());
        FinishedProcess checkedRules = await ChildProcess.RunAsync([Parts.Require("promtool"), "check", "rules", folder.PathOf("rules.yml")]);
        Assert.True(checkedRules.ExitCode == 0, checkedRules.ErrorText);

        JsonNode? source = YamlTree.ReadOne(await File.ReadAllTextAsync(Path.Combine(Helm.Chart, "files", "gcwatch.prometheusrule.yaml")));
        string expected = source?["spec"]?.ToJsonString().Replace(ShippedRunbooks, "https://git.example/gcwatch/docs/runbooks/", StringComparison.Ordinal)
            .Replace("https://grafana.example/", "https://grafana.monitoring.example/", StringComparison.Ordinal) ?? "";
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), spec));
    }

    [Fact]
    public async Task Every_sidecar_is_scraped_with_its_own_labels()
    {
        JsonNode? spec = (await Rendering.Value).One("PodMonitor")["spec"];
        JsonObject endpoint = Assert.Single(Manifests.List(spec, "podMetricsEndpoints"));
        Assert.Equal("true", spec?["namespaceSelector"]?["any"]?.ToJsonString());
        Assert.Equal("gcwatch-metrics", Manifests.Of(endpoint, "port"));
        Assert.Equal("true", endpoint["honorLabels"]?.ToJsonString());
        Assert.Equal(
            ["service=__meta_kubernetes_pod_label_app_kubernetes_io_name", "env=__meta_kubernetes_pod_label_env"],
            Manifests.List(endpoint, "relabelings").Select(relabeling => $"{relabeling["targetLabel"]}={relabeling["sourceLabels"]?[0]}"));
    }

    [Fact]
    public async Task A_release_with_a_sidecar_repeats_neither_rules_nor_scraping()
    {
        Manifests release = await Helm.Newest.TemplateAsync(Helm.Chart, [.. Helm.Operator]);
        Assert.Equal(["Pod"], release.Kinds);
    }

    /// <summary>One dashboard a ConfigMap, as it is but for where the runbooks are; Grafana's sidecar finds them by the label.</summary>
    [Fact]
    public async Task Each_dashboard_is_a_ConfigMap()
    {
        string[] files = [.. Directory.EnumerateFiles(Repository.PathOf("deploy", "helm", "gcwatch", "files"), "*.json", SearchOption.AllDirectories).Where(file => file.Contains("/dashboards/", StringComparison.Ordinal))];
        JsonObject[] maps = [.. (await Rendering.Value).All.Where(document => Manifests.Of(document, "kind") == "ConfigMap")];
        Assert.Equal(files.Length, maps.Length);
        Assert.All(maps, map =>
        {
            Assert.Equal("1", Manifests.Of(map["metadata"]?["labels"], "grafana_dashboard"));
            KeyValuePair<string, JsonNode?> entry = Assert.Single(map["data"] as JsonObject ?? []);
            string file = files.Single(file => Path.GetFileName(file) == entry.Key);
            string expected = File.ReadAllText(file).Replace(ShippedRunbooks, "https://git.example/gcwatch/docs/runbooks/", StringComparison.Ordinal);
            Assert.Equal(expected.Trim(), entry.Value?.ToString().Trim());
        });
    }

    /// <summary>As the operator hands it to Alertmanager, the people of deploy/alertmanager hear each alert, those of other namespaces none.</summary>
    [Fact]
    public async Task Those_hear_an_alert_whom_the_shipped_routing_names()
    {
        Manifests rendered = await Rendering.Value;
        using var folder = new TemporaryFolder();
        string converted = folder.PathOf("alertmanager.yml");
        await File.WriteAllTextAsync(converted, OperatorRouting.Convert(rendered.One("AlertmanagerConfig")).ToJsonString());
        FinishedProcess checkedFile = await ChildProcess.RunAsync([Parts.Require("amtool"), "check-config", converted]);
        Assert.True(checkedFile.ExitCode == 0, checkedFile.OutputText + checkedFile.ErrorText);

        foreach (string[] alert in Kinds(rendered.One("PrometheusRule")))
        {
            string shipped = await HearersAsync(Repository.PathOf("deploy", "alertmanager", "alertmanager.yml"), [.. alert, "namespace=web"]);
            Assert.Equal(shipped.Replace("wecom", "nobody", StringComparison.Ordinal), (await HearersAsync(converted, [.. alert, "namespace=web"])).Replace("web/shop-gcwatch/", "", StringComparison.Ordinal));
            Assert.Equal("none", await HearersAsync(converted, [.. alert, "namespace=other"]));
        }
    }

    /// <summary>The labels by which alerts are routed, each combination once, with paging on.</summary>
    private static IEnumerable<string[]> Kinds(JsonObject rule) =>
        (from @group in Manifests.List(rule["spec"], "groups")
         from alert in Manifests.List(@group, "rules")
         where alert["alert"] is not null
         let labels = alert["labels"]
         select (Name: Manifests.Of(alert, "alert"), Key: $"severity={labels?["severity"]} tier={labels?["tier"]} kind={labels?["kind"]} page={(Manifests.Of(labels, "severity") == "critical" ? "true" : "false")}"))
        .DistinctBy(alert => alert.Key)
        .Select(alert => (string[])[$"alertname={alert.Name}", .. alert.Key.Split(' ')]);

    private static async Task<string> HearersAsync(string file, string[] labels)
    {
        FinishedProcess finished = await ChildProcess.RunAsync([Parts.Require("amtool"), "config", "routes", "test", $"--config.file={file}", .. labels]);
        Assert.True(finished.ExitCode == 0, finished.ErrorText);
        return finished.OutputText.Trim();
    }
}
