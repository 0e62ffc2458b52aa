namespace GcWatch.Agent.Inject;

/// <summary>Looks into a pod's specification: its lists, and what in them is ours.</summary>
internal static class PodSpec
{
    /// <summary>The items of a list that are mappings, as far as they are written out here.</summary>
    public static IEnumerable<YamlNode.Mapping> Items(YamlNode.Mapping map, string key) =>
        ((map.Find(key) as YamlNode.Sequence)?.Items ?? []).Select(item => item.Node).OfType<YamlNode.Mapping>();

    /// <summary>The list behind a key that is to be added to; none where there is no such key, or nothing behind it.</summary>
    /// <exception cref="ManifestFault">It is something else than a list.</exception>
    public static YamlNode.Sequence? List(YamlNode.Mapping map, string key)
    {
        if (map.Entries.Count(entry => entry.Key.Value == key) > 1) throw new ManifestFault($"{key} is there twice in one mapping");
        if (map.Find(key) is null && map.Find("<<") is not null) throw new ManifestFault($"{key} may come from a merge key (<<): write it out first");
        return map.Find(key) switch
        {
            null or YamlNode.Scalar { IsAbsent: true, Anchor: null } => null,
            YamlNode.Sequence list => list,
            YamlNode.Alias alias => throw new ManifestFault($"{key} is the alias *{alias.Name}: write it out first"),
            _ => throw new ManifestFault($"{key} is no list"),
        };
    }

    /// <summary>The containers but for the agent's.</summary>
    public static YamlNode.Mapping[] Containers(YamlNode.Mapping pod) => [.. Items(pod, "containers").Where(container => !IsAgent(container))];

    /// <summary>Whether a container is the agent that a run of inject has added.</summary>
    public static bool IsAgent(YamlNode.Mapping container) =>
        container.Text("name") == Sidecar.ContainerName && Items(container, "volumeMounts").Any(mount => mount.Text("name") == Sidecar.DiagnosticVolume);
}
