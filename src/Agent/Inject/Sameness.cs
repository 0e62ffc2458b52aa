namespace GcWatch.Agent.Inject;

/// <summary>Whether two streams of documents say the same, in the same order; a list with nothing in it says nothing.</summary>
internal static class Sameness
{
    public static bool Of(IReadOnlyList<YamlNode> one, IReadOnlyList<YamlNode> other) => one.Count == other.Count && Enumerable.Range(0, one.Count).All(i => Of(one[i], other[i]));

    private static bool Of(YamlNode one, YamlNode other) => (one, other) switch
    {
        (YamlNode.Scalar a, YamlNode.Scalar b) => a.Value == b.Value && a.Form == b.Form,
        (YamlNode.Alias a, YamlNode.Alias b) => a.Name == b.Name,
        (YamlNode.Sequence a, YamlNode.Sequence b) => a.Items.Count == b.Items.Count && Enumerable.Range(0, a.Items.Count).All(i => Of(a.Items[i].Node, b.Items[i].Node)),
        (YamlNode.Mapping a, YamlNode.Mapping b) => Of(Saying(a), Saying(b)),
        _ => false,
    };

    private static bool Of(YamlEntry[] one, YamlEntry[] other) =>
        one.Length == other.Length && Enumerable.Range(0, one.Length).All(i => one[i].Key.Value == other[i].Key.Value && Of(one[i].Value, other[i].Value));

    private static YamlEntry[] Saying(YamlNode.Mapping map) =>
        [.. map.Entries.Where(entry => entry.Value is not (YamlNode.Sequence { Items.Count: 0 } or YamlNode.Scalar { IsAbsent: true }))];
}
