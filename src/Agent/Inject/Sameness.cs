using System.Collections.Immutable;

namespace GcWatch.Agent.Inject;

/// <summary>Whether two streams of documents say the same, in the same order; a list with nothing in it says nothing.</summary>
internal static class Sameness
{
    public static bool Of(ImmutableArray<YamlNode> one, ImmutableArray<YamlNode> other) => one.Length == other.Length && one.Zip(other).All(pair => Of(pair.First, pair.Second));

    private static bool Of(YamlNode one, YamlNode other) => (one, other) switch
    {
        (YamlNode.Scalar a, YamlNode.Scalar b) => a.Value == b.Value && a.Form == b.Form,
        (YamlNode.Alias a, YamlNode.Alias b) => a.Name == b.Name,
        (YamlNode.Sequence a, YamlNode.Sequence b) => Of([.. a.Items.Select(item => item.Node)], [.. b.Items.Select(item => item.Node)]),
        (YamlNode.Mapping a, YamlNode.Mapping b) => Of(Saying(a), Saying(b)),
        _ => false,
    };

    private static bool Of(YamlEntry[] one, YamlEntry[] other) =>
        one.Length == other.Length && one.Zip(other).All(pair => pair.First.Key.Value == pair.Second.Key.Value && Of(pair.First.Value, pair.Second.Value));

    private static YamlEntry[] Saying(YamlNode.Mapping map) =>
        [.. map.Entries.Where(entry => entry.Value is not (YamlNode.Sequence { Items.IsEmpty: true } or YamlNode.Scalar { IsAbsent: true }))];
}
