using System.Text.Json.Nodes;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>The sample application with the agent beside it, as its chart renders it.</summary>
public sealed class SidecarTests
{
    private const string Native = "1.29.0";
    private const string TokenFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    [Theory]
    [InlineData("1.28.15", "auto", "containers")]
    [InlineData("1.29.0", "auto", "initContainers")]
    [InlineData("1.36.1-gke.100", "auto", "initContainers")]
    [InlineData("1.28.15", "true", "initContainers")]
    [InlineData("1.33.0", "false", "containers")]
    public async Task It_is_a_native_sidecar_where_the_cluster_has_them_and_it_is_not_refused(string kubernetes, string native, string list)
    {
        JsonObject pod = (await SampleChart.TemplateAsync(kubernetes, "--set", $"gcwatch.sidecar.native={native}")).ShopPod;
        JsonObject agent = Assert.Single(Manifests.List(pod, list), container => Manifests.Of(container, "name") == "gcwatch");
        Assert.Equal(list == "initContainers" ? "Always" : null, Manifests.Of(agent, "restartPolicy"));
        Assert.Equal(2, Manifests.Containers(pod).Count());
    }

    [Theory]
    [InlineData("1.28.0")]
    [InlineData(Native)]
    public async Task The_pod_is_admitted_where_pod_security_is_restricted(string kubernetes)
    {
        Manifests rendered = await SampleChart.TemplateAsync(kubernetes);
        Assert.All(rendered.PodSpecs, pod => Assert.Empty(PodSecurity.Violations(pod)));
        Assert.Equal(2, rendered.PodSpecs.Count());
    }

    /// <summary>Its own part of the standard holds whatever the application's pod says.</summary>
    [Fact]
    public async Task The_agents_container_meets_the_standard_by_itself()
    {
        JsonObject agent = Manifests.Container((await SampleChart.TemplateAsync(Native)).ShopPod, "gcwatch");
        Assert.Empty(PodSecurity.Violations(new JsonObject { ["containers"] = new JsonArray(agent.DeepClone()) }));
        Assert.Equal("true", agent["securityContext"]?["readOnlyRootFilesystem"]?.ToJsonString());
    }

    [Fact]
    public async Task The_application_gets_one_variable_and_one_mount_and_nothing_else_changes()
    {
        JsonObject pod = (await SampleChart.TemplateAsync(Native)).ShopPod;
        JsonObject without = (await SampleChart.TemplateAsync(Native, "--set", "gcwatch.enabled=false")).ShopPod;

        JsonObject shop = Manifests.Container(pod, "shop");
        JsonNode? variable = Taken(shop, "env", "DOTNET_DiagnosticPorts");
        JsonNode? mount = Taken(shop, "volumeMounts", "gcwatch-diag");
        Assert.Equal("/diag/gcwatch.sock,nosuspend", Manifests.Of(variable, "value"));
        Assert.Equal("/diag", Manifests.Of(mount, "mountPath"));
        Assert.Equal(Manifests.Container(without, "shop").ToJsonString(), shop.ToJsonString());

        pod.Remove("initContainers");
        foreach (JsonObject volume in Manifests.List(pod, "volumes").Where(volume => Manifests.Of(volume, "name")?.StartsWith("gcwatch-", StringComparison.Ordinal) == true).ToArray()) volume.Parent?.AsArray().Remove(volume);
        Assert.Equal(without.ToJsonString(), pod.ToJsonString());
    }

    [Theory]
    [InlineData("1.28.0")]
    [InlineData(Native)]
    public async Task Nothing_of_the_agents_can_take_the_application_out_of_service(string kubernetes)
    {
        Manifests rendered = await SampleChart.TemplateAsync(kubernetes, [.. Helm.Operator]);
        JsonObject agent = Manifests.Container(rendered.ShopPod, "gcwatch");
        Assert.All(new[] { "readinessProbe", "startupProbe", "livenessProbe", "lifecycle" }, name => Assert.Null(agent[name]));
        Assert.DoesNotContain("NetworkPolicy", rendered.Kinds);
        Assert.DoesNotContain(",suspend", rendered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_accounts_token_is_hidden_from_the_agent_alone()
    {
        JsonObject pod = (await SampleChart.TemplateAsync(Native)).ShopPod;
        JsonObject mask = Assert.Single(Manifests.List(Manifests.Container(pod, "gcwatch"), "volumeMounts"), mount => Manifests.Of(mount, "mountPath") == TokenFolder);
        JsonObject volume = Assert.Single(Manifests.List(pod, "volumes"), volume => Manifests.Of(volume, "name") == Manifests.Of(mask, "name"));
        Assert.NotNull(volume["emptyDir"]);
        Assert.DoesNotContain(Manifests.List(Manifests.Container(pod, "shop"), "volumeMounts"), mount => Manifests.Of(mount, "mountPath") == TokenFolder);
    }

    [Fact]
    public async Task The_agent_is_told_who_it_watches_and_within_which_limit()
    {
        JsonObject agent = Manifests.Container((await SampleChart.TemplateAsync(Native)).ShopPod, "gcwatch");
        Assert.Equal("0", Manifests.Of(Variable(agent, "DOTNET_EnableDiagnostics"), "value"));
        Assert.Equal("metadata.name", Field(agent, "POD_NAME"));
        Assert.Equal("metadata.namespace", Field(agent, "POD_NAMESPACE"));
        Assert.Equal("metadata.labels['app.kubernetes.io/name']", Field(agent, "GCWATCH_IDENTITY__SERVICE"));
        Assert.Equal("metadata.labels['env']", Field(agent, "GCWATCH_IDENTITY__ENV"));
        Assert.Equal("""{"containerName":"shop","resource":"limits.memory"}""", Variable(agent, "GCWATCH_MEMORY__LIMITBYTES")?["valueFrom"]?["resourceFieldRef"]?.ToJsonString());
    }

    /// <summary>One that the agent does not know it would only log.</summary>
    [Fact]
    public async Task Each_variable_that_the_agent_is_given_is_an_option_of_it()
    {
        string options = await File.ReadAllTextAsync(Repository.PathOf("docs", "configuration.md"));
        JsonObject[] agents =
        [
            Manifests.Container((await SampleChart.TemplateAsync(Native)).ShopPod, "gcwatch"),
            Manifests.Container((await Helm.Newest.TemplateAsync(Helm.Chart, "--set", "mode=daemonset,identity.service=a,identity.env=b")).PodSpecs.Single(), "gcwatch"),
        ];
        string[] variables = [.. agents.SelectMany(agent => Manifests.List(agent, "env")).Select(variable => Manifests.Of(variable, "name") ?? "").Where(name => name.StartsWith("GCWATCH_", StringComparison.Ordinal)).Distinct()];
        Assert.Equal(8, variables.Length);
        Assert.All(variables, variable => Assert.Contains($"`{variable}`", options, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_names_and_users_win()
    {
        JsonObject agent = Manifests.Container(
            (await SampleChart.TemplateAsync(Native, "--set", "gcwatch.identity.service=basket,gcwatch.targetUid=5000", "--set-string", "gcwatch.listen.mode=660")).ShopPod, "gcwatch");
        Assert.Equal("basket", Manifests.Of(Variable(agent, "GCWATCH_IDENTITY__SERVICE"), "value"));
        Assert.Equal("5000", Manifests.Of(agent["securityContext"], "runAsUser"));
        Assert.Equal("660", Manifests.Of(Variable(agent, "GCWATCH_TARGETS__LISTENMODE"), "value"));
    }

    /// <summary>Not the application's.</summary>
    [Fact]
    public async Task Its_image_is_of_its_own_version_unless_another_is_given()
    {
        Assert.Equal("gcwatch.example/gcwatch:0.1.0", Manifests.Of(Manifests.Container((await SampleChart.TemplateAsync(Native)).ShopPod, "gcwatch"), "image"));
        string digest = $"sha256:{new string('a', 64)}";
        Manifests given = await SampleChart.TemplateAsync(Native, "--set", $"gcwatch.image.repository=registry.example/gcwatch,gcwatch.image.tag=latest,gcwatch.image.digest={digest}");
        Assert.Equal($"registry.example/gcwatch@{digest}", Manifests.Of(Manifests.Container(given.ShopPod, "gcwatch"), "image"));
    }

    /// <summary>The port and the snapshot are in volumes with a limit, the port's in memory.</summary>
    [Fact]
    public async Task Its_volumes_are_limited()
    {
        JsonObject[] volumes = [.. Manifests.List((await SampleChart.TemplateAsync(Native)).ShopPod, "volumes").Where(volume => volume["emptyDir"] is not null && Manifests.Of(volume, "name") != "tmp")];
        Assert.Equal(3, volumes.Length);
        Assert.All(volumes, volume => Assert.NotNull(volume["emptyDir"]?["sizeLimit"]));
        Assert.Equal("Memory", Manifests.Of(volumes.Single(volume => Manifests.Of(volume, "name") == "gcwatch-diag")["emptyDir"], "medium"));
    }

    [Fact]
    public async Task It_asks_for_less_than_others_and_may_use_less()
    {
        JsonNode? resources = Manifests.Container((await SampleChart.TemplateAsync(Native)).ShopPod, "gcwatch")["resources"];
        Assert.Equal("""{"limits":{"cpu":"200m","memory":"128Mi"},"requests":{"cpu":"20m","memory":"32Mi"}}""", resources?.ToJsonString());
    }

    [Fact]
    public async Task A_changed_configuration_starts_the_pods_anew()
    {
        string[] checksums =
        [
            .. await Task.WhenAll(new[] { "true", "false" }.Select(async paging =>
                Manifests.Of(Variable(Manifests.Container((await SampleChart.TemplateAsync(Native, "--set", $"gcwatch.config.Paging.Enabled={paging}")).ShopPod, "gcwatch"), "CONFIG_CHECKSUM"), "value") ?? "")),
        ];
        Assert.NotEqual(checksums[0], checksums[1]);
    }

    private static JsonObject? Variable(JsonObject container, string name) => Manifests.List(container, "env").FirstOrDefault(variable => Manifests.Of(variable, "name") == name);

    private static string? Field(JsonObject container, string name) => Manifests.Of(Variable(container, name)?["valueFrom"]?["fieldRef"], "fieldPath");

    /// <summary>Takes the item of that name out of a list.</summary>
    private static JsonObject Taken(JsonObject owner, string list, string name)
    {
        JsonObject item = Assert.Single(Manifests.List(owner, list), item => Manifests.Of(item, "name") == name);
        item.Parent?.AsArray().Remove(item);
        return item;
    }
}
