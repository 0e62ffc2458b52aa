namespace GcWatch.Agent.Inject;

/// <summary>Adds the agent to the pods of a manifest that has none.</summary>
internal sealed class SidecarAddition
{
    private readonly YamlEditor editor;
    private readonly SourceText source;
    private readonly InjectRequest request;
    private readonly List<string> notes = [];

    private SidecarAddition(SourceText source, InjectRequest request)
    {
        (this.source, this.request) = (source, request);
        editor = new YamlEditor(source);
    }

    /// <param name="text">A manifest without the agent.</param>
    /// <param name="request">What is to be added.</param>
    public static InjectedDocument To(string text, InjectRequest request)
    {
        var addition = new SidecarAddition(new SourceText(text), request);
        int pods = 0;
        foreach (YamlNode document in YamlReader.Read(text))
        {
            var aliases = new AliasUse(document);
            foreach (Workload workload in Workload.In(document)) pods += workload.Change(it => addition.AddTo(it, aliases)) ? 1 : 0;
        }

        return new InjectedDocument(addition.editor.Apply(), addition.notes, pods);
    }

    private bool AddTo(Workload workload, AliasUse aliases)
    {
        YamlNode.Mapping[] watched = WatchedContainers.Of(workload, request.Containers, notes);
        if (watched.Length == 0) return false;
        foreach (YamlNode node in workload.Way.Concat(watched).Concat(Lists(workload.Pod)).Concat(watched.SelectMany(Lists))) aliases.RequireOnePlace(node);
        if (workload.IsJob && !request.IsNative) throw new ManifestFault("a job never ends while an ordinary container runs beside it: leave --no-native out");
        notes.AddRange(PodWarnings.Of(workload, watched, request.MetricsPort));
        foreach (YamlNode.Mapping container in watched) Connect(container);
        int indent = Indent(workload.Pod);
        AddAgent(workload.Pod, Sidecar.Container(request, watched[0].Text("name") ?? ""), indent);
        Add(workload.Pod, "volumes", Sidecar.Volumes(request), indent);
        return true;
    }

    /// <summary>A native sidecar comes before the other init containers, so that it watches from the start.</summary>
    private void AddAgent(YamlNode.Mapping pod, Part.Map agent, int indent)
    {
        bool hasOthers = request.IsNative && PodSpec.List(pod, "initContainers") is { Items.Count: > 0 };
        if (hasOthers && pod.Entry("initContainers") is { Value: YamlNode.Sequence list } entry) editor.Prepend(entry, list, agent, indent);
        else Add(pod, request.IsNative ? "initContainers" : "containers", [agent], indent);
    }

    private void Connect(YamlNode.Mapping container)
    {
        int indent = Indent(container);
        string name = container.Text("name") ?? "";
        bool isTaken = PodSpec.Items(container, "volumeMounts").Any(mount => mount.Text("mountPath")?.TrimEnd('/') == Sidecar.DiagnosticFolder);
        if (isTaken) throw new ManifestFault($"container {name} mounts something at {Sidecar.DiagnosticFolder}: mount it elsewhere");
        YamlNode.Mapping? ports = PodSpec.Items(container, "env").FirstOrDefault(variable => variable.Text("name") == Sidecar.PortsVariable);
        if (ports is null) Add(container, "env", [Sidecar.ApplicationVariable], indent);
        else if (ports.Find("value") is YamlNode.Scalar { Form: not ScalarForm.Block, Value.Length: > 0 } value) editor.Extend(value, ";" + Sidecar.Port);
        else throw new ManifestFault($"container {name} has {Sidecar.PortsVariable} from elsewhere: add {Sidecar.Port} to it there");
        Add(container, "volumeMounts", [Sidecar.DiagnosticMount], indent);
    }

    private void Add(YamlNode.Mapping map, string key, Part[] items, int indent)
    {
        if (PodSpec.List(map, key) is not { } list) editor.AddList(map, key, items, indent);
        else editor.Append(list, items, indent);
    }

    private static IEnumerable<YamlNode> Lists(YamlNode.Mapping map) => map.Entries.Select(entry => entry.Value).OfType<YamlNode.Sequence>();

    /// <summary>How far dashes are indented from their key, as the first list in lines does it.</summary>
    private int Indent(YamlNode.Mapping map) =>
        map.Entries.Where(entry => entry.Value is YamlNode.Sequence { IsFlow: false })
            .Select(entry => (int?)(source.ColumnOf(((YamlNode.Sequence)entry.Value).Items[0].Dash) - source.ColumnOf(entry.Key.Span.Start)))
            .FirstOrDefault() ?? 2;
}
