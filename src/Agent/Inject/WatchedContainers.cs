namespace GcWatch.Agent.Inject;

/// <summary>Chooses the containers of a pod whose processes are to be watched.</summary>
internal static class WatchedContainers
{
    /// <summary>What kubectl takes for the container that people mean.</summary>
    private const string DefaultContainer = "kubectl.kubernetes.io/default-container";

    /// <summary>Those that are named; else the one that the pod's annotation names, else the first, which is said where there are several.</summary>
    public static YamlNode.Mapping[] Of(Workload workload, IReadOnlyList<string> named, ICollection<string> notes)
    {
        if (PodSpec.List(workload.Pod, "containers") is { } list && list.Items.Any(item => item.Node is not YamlNode.Mapping)) throw new ManifestFault("one of the containers is an alias, or none at all: write it out first");
        YamlNode.Mapping[] all = PodSpec.Containers(workload.Pod);
        if (all.Any(container => container.Text("name") == Sidecar.ContainerName)) throw new ManifestFault($"has a container {Sidecar.ContainerName} that is not from gcwatch inject");
        if (named.Count > 0) return [.. named.SelectMany(name => all.Where(container => container.Text("name") == name))];
        if (all.Length < 2) return all;
        string? annotated = ((workload.Template.Find("metadata") as YamlNode.Mapping)?.Find("annotations") as YamlNode.Mapping)?.Text(DefaultContainer);
        YamlNode.Mapping chosen = all.FirstOrDefault(container => container.Text("name") == annotated) ?? all[0];
        if (annotated is null) notes.Add($"{workload.Title} has {all.Length} containers; {chosen.Text("name")} is watched, the first (--container names another)");
        return [chosen];
    }
}
