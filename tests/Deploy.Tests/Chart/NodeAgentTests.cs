using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>An agent on every node.</summary>
public sealed class NodeAgentTests
{
    [Fact]
    public async Task It_has_the_rights_of_doctors_remedy_and_no_more()
    {
        JsonObject pod = Assert.Single((await RenderAsync()).PodSpecs);
        Assert.Equal(
            ["hostPID", "gcwatch: runAsNonRoot is not true", "gcwatch: runAsUser 0", "gcwatch: capabilities.add"],
            PodSecurity.Violations(pod).Where(violation => !violation.StartsWith("volume ", StringComparison.Ordinal)));
        Assert.Equal("""["DAC_OVERRIDE","SYS_PTRACE"]""", Manifests.Container(pod, "gcwatch")["securityContext"]?["capabilities"]?["add"]?.ToJsonString());
        Assert.Equal("false", pod["automountServiceAccountToken"]?.ToJsonString());
    }

    /// <summary>The agent's own pod would be the name of all that it watches.</summary>
    [Fact]
    public async Task Its_own_pod_names_nothing_that_it_watches() =>
        Assert.DoesNotContain(Manifests.List(Manifests.Container((await RenderAsync()).PodSpecs.Single(), "gcwatch"), "env"), variable => Manifests.Of(variable, "name")?.StartsWith("POD_", StringComparison.Ordinal) == true);

    [Fact]
    public async Task Only_the_monitoring_reaches_its_metrics()
    {
        JsonNode? spec = (await RenderAsync()).One("NetworkPolicy")["spec"];
        Assert.Equal("""{"app.kubernetes.io/name":"gcwatch","app.kubernetes.io/instance":"shop"}""", spec?["podSelector"]?["matchLabels"]?.ToJsonString());
        Assert.Equal("""[{"from":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"monitoring"}}}],"ports":[{"port":"gcwatch-node"}]}]""", spec?["ingress"]?.ToJsonString());
    }

    /// <summary>A drain passes over a DaemonSet's pods: a disruption budget for them would do nothing.</summary>
    [Fact]
    public async Task No_mode_has_a_disruption_budget_of_the_agents()
    {
        Assert.DoesNotContain("PodDisruptionBudget", (await RenderAsync()).Kinds);
        Assert.Equal("shop", Manifests.Of((await SampleChart.TemplateAsync("1.31.0")).One("PodDisruptionBudget")["metadata"], "name"));
    }

    private static Task<Manifests> RenderAsync() => Helm.Newest.TemplateAsync(Helm.Chart, ["--values", ChartModesTests.ValuesOf("daemonset"), .. Helm.Operator]);
}
