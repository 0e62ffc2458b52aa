using GcWatch.Deploy.Tests.Chart;
using GcWatch.TestKit;
using k8s;
using k8s.Models;

namespace GcWatch.Deploy.Tests.Inject;

/// <summary>The golden files of inject, as Kubernetes takes them.</summary>
public sealed class InjectedManifestTests
{
    /// <summary>Kinds of the cases that the client has no type for.</summary>
    private static readonly Dictionary<string, Type> OtherKinds = new() { ["example.com/v1/Deployment"] = typeof(V1Deployment), ["v1/List"] = typeof(V1DeploymentList) };

    /// <summary>The client takes none.</summary>
    private const string EmptyDocument = "---\n# Nothing in this one.\n";

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Repository.PathOf("tests", "Agent.Tests", "Inject", "Cases"), "*.injected.*").Select(Path.GetFileName).OfType<string>().Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_a_manifest_by_the_strict_types_of_Kubernetes(string name) =>
        Assert.NotEmpty(KubernetesYaml.LoadAllFromString(Read(name).Replace(EmptyDocument, "", StringComparison.Ordinal), OtherKinds, strict: true));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_agents_container_is_admitted_where_pod_security_is_restricted(string name)
    {
        var manifests = new Manifests(Read(name));
        Assert.All(
            manifests.PodSpecs.SelectMany(Manifests.Containers).Where(container => Manifests.Of(container, "name") == "gcwatch"),
            agent => Assert.Empty(PodSecurity.Violations(new() { ["containers"] = new System.Text.Json.Nodes.JsonArray(agent.DeepClone()) })));
    }

    private static string Read(string name) => File.ReadAllText(Repository.PathOf("tests", "Agent.Tests", "Inject", "Cases", name));
}
