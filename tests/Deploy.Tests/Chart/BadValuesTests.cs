using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>Values that mean nothing are refused before anything is installed, and the message says which and why.</summary>
public sealed class BadValuesTests
{
    [Theory]
    [InlineData("mode=deployment", "at '/mode': value must be one of 'sidecar', 'daemonset', 'monitoring'")]
    [InlineData("moed=sidecar", "additional properties 'moed' not allowed")]
    [InlineData("image.taag=1", "at '/image': additional properties 'taag' not allowed")]
    [InlineData("image.digest=sha256:1", "at '/image/digest': 'sha256:1' does not match pattern")]
    [InlineData("sidecar.native=maybe", "at '/sidecar/native': value must be one of 'auto', true, false")]
    [InlineData("target.containerName=Shop", "at '/target/containerName': 'Shop' does not match pattern")]
    [InlineData("targetUid=0", "at '/targetUid': minimum: got 0, want 1")]
    [InlineData("targetUid=root", "at '/targetUid': got string, want integer")]
    [InlineData("listen.path=gcwatch.sock", "at '/listen/path': 'gcwatch.sock' does not match pattern")]
    [InlineData("listen.path=/gcwatch.sock", "at '/listen/path': '/gcwatch.sock' does not match pattern")]
    [InlineData("listen.mode=rw", "at '/listen/mode': 'rw' does not match pattern '^[0-7]{3}$'")]
    [InlineData("listen.mode=660", "at '/listen/mode': got number, want string")]
    [InlineData("metrics.port=80", "at '/metrics/port': minimum: got 80, want 1,024")]
    [InlineData("resources.limits.memory=lots", "at '/resources/limits/memory': 'lots' does not match pattern")]
    [InlineData("snapshot.enabled=perhaps", "at '/snapshot/enabled': got string, want boolean")]
    [InlineData("secretMounts[0].name=token", "at '/secretMounts/0': missing properties 'secretName', 'mountPath'")]
    [InlineData("podMonitor.interval=soon", "at '/podMonitor/interval': 'soon' does not match pattern")]
    [InlineData("alertmanagerConfig.receivers.pager.webhookConfigs={}", "at '/alertmanagerConfig/receivers': additional properties 'pager' not allowed")]
    [InlineData("config.Metrics.Port=70000", "at '/config/Metrics/Port': maximum: got 70,000, want 65,535")]
    [InlineData("config.Log.Level=Loud", "at '/config/Log/Level': value must be one of 'Verbose'")]
    [InlineData("config.Metrics.Port=9465", "gcwatch: config.Metrics.Port is set by the chart: use metrics.port")]
    [InlineData("config.Targets.Listen=/tmp/x.sock", "gcwatch: config.Targets.Listen is set by the chart: use listen.path")]
    [InlineData("config.Baselines.SnapshotFile=/tmp/x", "gcwatch: config.Baselines.SnapshotFile is set by the chart: use snapshot")]
    public async Task They_are_refused(string value, string said) =>
        Assert.Contains(said, await Helm.Newest.RefusalAsync(Helm.Chart, "--set", value), StringComparison.Ordinal);

    /// <summary>docs/kubernetes.md has these side by side. The words between the path and the end are Helm's own.</summary>
    [Theory]
    [InlineData("""{"Slo":{"Promises":1}}""", "Slo.Promises is not an option", "at '/config/Slo/Promises': value must be 'left out, as it is not an option'")]
    [InlineData("""{"Slow":{}}""", "Slow is not an option", "at '/config/Slow': value must be 'left out, as it is not an option'")]
    [InlineData("""{"Slo":{"Pause":[{"Nmae":"x"}]}}""", "Slo.Pause[0].Nmae is not an option", "at '/config/Slo/Pause/0/Nmae': value must be 'left out, as it is not an option'")]
    public async Task An_unknown_option_is_refused_in_the_words_of_gcwatch_check(string config, string sentence, string schema)
    {
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("gcwatch.json");
        await File.WriteAllTextAsync(file, config);
        FinishedProcess check = await AgentBinary.Managed.RunAsync("check", "--config", file);
        Assert.Equal((2, $"gcwatch: {file}: {sentence}"), (check.ExitCode, check.ErrorText));

        string[] values = ["--set-json", $"config={config}"];
        Assert.Contains(schema, await Helm.Newest.RefusalAsync(Helm.Chart, values), StringComparison.Ordinal);
        Assert.Contains("left out, as it is not an option", await new Helm(3).RefusalAsync(Helm.Chart, values), StringComparison.Ordinal);
        Assert.Contains($"gcwatch: {sentence}", await Helm.Newest.RefusalAsync(Helm.Chart, [.. values, "--skip-schema-validation"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gcwatch: gcwatch.json: Slo.Promises is not an option")]
    [InlineData("at '/config/Slo/Promises': value must be 'left out, as it is not an option'")]
    [InlineData("gcwatch: config.Metrics.Port is set by the chart: use metrics.port")]
    public void The_page_has_the_sentences_side_by_side(string sentence) =>
        Assert.Contains($"`{sentence}`", File.ReadAllText(Repository.PathOf("docs", "kubernetes.md")), StringComparison.Ordinal);

    [Fact]
    public async Task Nor_is_an_unknown_option_let_in_by_the_words_that_the_schema_asks_for() => Assert.Contains(
        "gcwatch: Slo.Promises is not an option",
        await Helm.Newest.RefusalAsync(Helm.Chart, "--set-json", """config={"Slo":{"Promises":"left out, as it is not an option"}}"""), StringComparison.Ordinal);

    [Fact]
    public async Task A_cluster_that_is_too_old_is_refused() =>
        Assert.Contains("chart requires kubeVersion: >=1.25.0-0", await Helm.Newest.RefusalAsync(Helm.Chart, "--kube-version", "1.24.17"), StringComparison.Ordinal);

    /// <summary>What the schema lets through the agent takes, as the ConfigMap has it.</summary>
    [Fact]
    public async Task What_is_let_in_is_a_configuration_for_the_agent()
    {
        Manifests rendered = await Helm.Newest.TemplateAsync(Helm.Chart, "--values", ChartModesTests.ValuesOf("sidecar"));
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("gcwatch.json");
        await File.WriteAllTextAsync(file, Manifests.Of(rendered.One("ConfigMap")["data"], "gcwatch.json"));
        FinishedProcess check = await AgentBinary.Managed.RunAsync("check", "--config", file);
        Assert.True(check.ExitCode == 0, check.ErrorText);
        Assert.Contains("25 ms", check.OutputText, StringComparison.Ordinal);
    }
}
