using System.Text.Json.Nodes;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>What helm rendered.</summary>
/// <param name="Text">As it was printed.</param>
internal sealed record Manifests(string Text)
{
    public IReadOnlyList<JsonObject> All { get; } = YamlTree.Read(Text);

    public IEnumerable<string> Kinds => All.Select(document => Of(document, "kind") ?? "").Distinct().Order(StringComparer.Ordinal);

    public JsonObject One(string kind) => Assert.Single(All, document => Of(document, "kind") == kind);

    /// <summary>The pod spec of each object that has one.</summary>
    public IEnumerable<JsonObject> PodSpecs => All
        .Select(document => Of(document, "kind") == "Pod" ? document["spec"] : document["spec"]?["template"]?["spec"])
        .OfType<JsonObject>();

    /// <summary>The application's pod, in what the sample chart renders.</summary>
    public JsonObject ShopPod => One("Deployment")["spec"]?["template"]?["spec"] as JsonObject ?? throw new InvalidDataException("the deployment has no pod");

    /// <summary>The container of that name, wherever in the pod it is.</summary>
    public static JsonObject Container(JsonObject pod, string name) => Assert.Single(Containers(pod), container => Of(container, "name") == name);

    public static IEnumerable<JsonObject> Containers(JsonObject pod) =>
        new[] { "initContainers", "containers" }.SelectMany(list => List(pod, list));

    public static IEnumerable<JsonObject> List(JsonNode? owner, string name) => (owner?[name] as JsonArray ?? []).OfType<JsonObject>();

    public static string? Of(JsonNode? owner, string name) => owner?[name]?.ToString();
}
