using System.Globalization;
using System.Text.Json.Nodes;
using GcWatch.Deploy.Tests.Chart;
using GcWatch.TestKit;

namespace GcWatch.Deploy.Tests.Pods;

/// <summary>
/// The pod of a rendered deployment as podman 4.3 can play it. What a kubelet does and podman does not is done here: the downward API's namespace, labels and
/// limits become values; an emptyDir is a folder of its own that everybody may write (podman's belongs to whom the image says, and is shared by name with other
/// pods); a ConfigMap is a folder with its files. Container ports, which podman refuses without a network, are left out: Kubernetes opens none for them either.
/// </summary>
internal sealed class PodManifest
{
    private const UnixFileMode ForEverybody = (UnixFileMode)0b111_111_111;

    private readonly Manifests rendered;
    private readonly TemporaryFolder folder;

    /// <param name="rendered">What helm rendered, with one deployment.</param>
    /// <param name="name">The pod's name.</param>
    /// <param name="folder">Where its volumes are.</param>
    public PodManifest(Manifests rendered, string name, TemporaryFolder folder)
    {
        this.rendered = rendered;
        this.folder = folder;
        Name = name;
        JsonNode template = rendered.One("Deployment")["spec"]?["template"]?.DeepClone() ?? throw new InvalidDataException("the deployment has no pod");
        Metadata = template["metadata"]?.AsObject() ?? [];
        Metadata["name"] = name;
        Spec = template["spec"]?.AsObject() ?? [];
        foreach (JsonObject volume in Manifests.List(Spec, "volumes")) Place(volume);
        foreach (JsonObject container in Manifests.Containers(Spec)) Adapt(container);
    }

    public string Name { get; }

    public JsonObject Metadata { get; }

    public JsonObject Spec { get; }

    /// <summary>Where the folder of a volume is on this machine.</summary>
    public string FolderOf(string volume) => folder.PathOf(volume);

    public string Text => new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Pod", ["metadata"] = Metadata.DeepClone(), ["spec"] = Spec.DeepClone() }.ToJsonString();

    private void Place(JsonObject volume)
    {
        string path = FolderOf(Manifests.Of(volume, "name") ?? "");
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, ForEverybody);
        if (volume["configMap"] is { } map) Write(Manifests.Of(map, "name") ?? "", path);
        volume.Remove("emptyDir");
        volume.Remove("configMap");
        volume["hostPath"] = new JsonObject { ["path"] = path, ["type"] = "Directory" };
    }

    private void Write(string configMap, string path)
    {
        JsonObject map = rendered.All.Single(document => Manifests.Of(document, "kind") == "ConfigMap" && Manifests.Of(document["metadata"], "name") == configMap);
        foreach ((string file, JsonNode? text) in map["data"]?.AsObject() ?? []) File.WriteAllText(Path.Combine(path, file), text?.ToString());
    }

    private void Adapt(JsonObject container)
    {
        container.Remove("ports");
        foreach (JsonObject variable in Manifests.List(container, "env").Where(variable => variable["valueFrom"] is not null))
        {
            variable["value"] = variable["valueFrom"]?["fieldRef"] is { } field ? Field(Manifests.Of(field, "fieldPath") ?? "") : Limit(variable["valueFrom"]?["resourceFieldRef"]);
            variable.Remove("valueFrom");
        }
    }

    private string? Field(string path) => path switch
    {
        "metadata.name" => Name,
        "metadata.namespace" => Manifests.Of(rendered.One("Deployment")["metadata"], "namespace"),
        _ when path.StartsWith("metadata.labels['", StringComparison.Ordinal) => Manifests.Of(Metadata["labels"], path.Split('\'')[1]),
        _ => throw new InvalidDataException($"the tests do not know the field {path}"),
    };

    private string Limit(JsonNode? reference)
    {
        Assert.Equal("limits.memory", Manifests.Of(reference, "resource"));
        JsonObject container = Manifests.Container(Spec, Manifests.Of(reference, "containerName") ?? "");
        string limit = Manifests.Of(container["resources"]?["limits"], "memory") ?? "";
        Assert.EndsWith("Mi", limit, StringComparison.Ordinal);
        return (long.Parse(limit[..^2], CultureInfo.InvariantCulture) << 20).ToString(CultureInfo.InvariantCulture);
    }
}
