namespace GcWatch.Agent.Inject;

/// <summary>Takes out of a manifest what an earlier run has added to it.</summary>
internal sealed class SidecarRemoval
{
    private readonly YamlEditor editor;

    private SidecarRemoval(SourceText source) => editor = new YamlEditor(source);

    public static string Of(string text)
    {
        var removal = new SidecarRemoval(new SourceText(text));
        foreach (Workload workload in YamlReader.Read(text).SelectMany(Workload.In)) workload.Change(removal.Remove);
        return removal.editor.Apply();
    }

    private bool Remove(Workload workload)
    {
        YamlNode.Mapping pod = workload.Pod;
        foreach (YamlNode.Mapping container in PodSpec.Containers(pod))
        {
            Remove(container, "env", variable => variable.Text("name") == Sidecar.PortsVariable && variable.Text("value") == Sidecar.Port);
            Remove(container, "volumeMounts", mount => mount.Text("name") == Sidecar.DiagnosticVolume);
            CutPort(container);
        }

        Remove(pod, "initContainers", PodSpec.IsAgent);
        Remove(pod, "containers", PodSpec.IsAgent);
        Remove(pod, "volumes", volume => Sidecar.VolumeNames.Contains(volume.Text("name") ?? ""));
        return true;
    }

    private void Remove(YamlNode.Mapping map, string key, Func<YamlNode.Mapping, bool> isOurs)
    {
        if (map.Entry(key) is not { Value: YamlNode.Sequence list } entry) return;
        YamlItem[] ours = [.. list.Items.Where(item => item.Node is YamlNode.Mapping mapping && isOurs(mapping))];
        editor.Remove(map, entry, list, ours);
    }

    /// <summary>Our port among others that the application is told to connect to.</summary>
    private void CutPort(YamlNode.Mapping container)
    {
        foreach (YamlNode.Mapping variable in PodSpec.Items(container, "env"))
        {
            if (variable.Text("name") == Sidecar.PortsVariable && variable.Find("value") is YamlNode.Scalar value) editor.Cut(value.Span, ";" + Sidecar.Port);
        }
    }
}
