namespace GcWatch.Agent.Inject;

/// <summary>An object of a manifest that runs pods.</summary>
/// <param name="Kind">Such as Deployment.</param>
/// <param name="Name">Its name; empty where it has none.</param>
/// <param name="Way">What leads to the pod's specification, from the document's root.</param>
/// <param name="Template">The pod: what holds its metadata and specification.</param>
/// <param name="Pod">The pod's specification.</param>
internal sealed record Workload(string Kind, string Name, IReadOnlyList<YamlNode> Way, YamlNode.Mapping Template, YamlNode.Mapping Pod)
{
    private static readonly Dictionary<string, string[]> Ways = new(StringComparer.Ordinal)
    {
        ["Deployment"] = ["spec", "template", "spec"],
        ["StatefulSet"] = ["spec", "template", "spec"],
        ["DaemonSet"] = ["spec", "template", "spec"],
        ["ReplicaSet"] = ["spec", "template", "spec"],
        ["ReplicationController"] = ["spec", "template", "spec"],
        ["Job"] = ["spec", "template", "spec"],
        ["CronJob"] = ["spec", "jobTemplate", "spec", "template", "spec"],
        ["Pod"] = ["spec"],
    };

    private static readonly string[] Groups = ["", "apps", "batch", "extensions"];

    /// <summary>As it is called in messages.</summary>
    public string Title => Name.Length > 0 ? $"{Kind} {Name}" : $"a {Kind} without a name";

    /// <summary>Whether its pods end by themselves.</summary>
    public bool IsJob => Kind is "Job" or "CronJob";

    /// <summary>Does something with it; a fault says whose it is.</summary>
    public T Change<T>(Func<Workload, T> change)
    {
        try
        {
            return change(this);
        }
        catch (ManifestFault fault)
        {
            throw new ManifestFault($"{Title}: {fault.Message}", fault.Line);
        }
    }

    /// <summary>Those of a document; an item of a list counts as a document.</summary>
    public static IEnumerable<Workload> In(YamlNode document) => In(document, []);

    private static IEnumerable<Workload> In(YamlNode node, IReadOnlyList<YamlNode> way)
    {
        if (node is not YamlNode.Mapping map || map.Text("kind") is not { } kind) return [];
        if (Ways.TryGetValue(kind, out string[]? keys)) return IsOfKubernetes(map) && Find(map, way, kind, keys) is { } found ? [found] : [];
        return kind.EndsWith("List", StringComparison.Ordinal) && map.Find("items") is YamlNode.Sequence items
            ? items.Items.SelectMany(item => In(item.Node, [.. way, map, items]))
            : [];
    }

    private static bool IsOfKubernetes(YamlNode.Mapping map) =>
        map.Text("apiVersion")?.Split('/') is { } version && Groups.Contains(version.Length > 1 ? version[0] : "");

    /// <summary>A patch may name no pod: then there is nothing to add to.</summary>
    private static Workload? Find(YamlNode.Mapping root, IReadOnlyList<YamlNode> before, string kind, string[] keys)
    {
        string name = (root.Find("metadata") as YamlNode.Mapping)?.Text("name") ?? "";
        List<YamlNode> way = [.. before, root];
        YamlNode.Mapping at = root;
        YamlNode.Mapping template = root;
        foreach (string key in keys)
        {
            template = at;
            YamlNode? next = at.Find(key);
            if (next is YamlNode.Alias || (next is null && at.Find("<<") is not null))
            {
                throw new ManifestFault($"{key} of {kind} {name} is written elsewhere (an alias or a merge key): write it out first");
            }

            if (next is not YamlNode.Mapping map) return null;
            at = map;
            way.Add(at);
        }

        return new Workload(kind, name, way, template, at);
    }
}
