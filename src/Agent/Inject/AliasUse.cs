namespace GcWatch.Agent.Inject;

/// <summary>The anchors of a document that something else refers to: what is changed there changes in other places as well.</summary>
internal sealed class AliasUse
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public AliasUse(YamlNode document) => Collect(document);

    /// <exception cref="ManifestFault">It is used in another place too.</exception>
    public void RequireOnePlace(YamlNode node)
    {
        if (node.Anchor is { } anchor && names.Contains(anchor)) throw new ManifestFault($"what would be changed is used in other places too, as *{anchor}: write it out first");
    }

    private void Collect(YamlNode node)
    {
        switch (node)
        {
            case YamlNode.Alias alias:
                names.Add(alias.Name);
                break;
            case YamlNode.Sequence list:
                foreach (YamlItem item in list.Items) Collect(item.Node);
                break;
            case YamlNode.Mapping map:
                foreach (YamlEntry entry in map.Entries) Collect(entry.Value);
                break;
            case YamlNode.Scalar:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(node), node, "not a node");
        }
    }
}
