namespace GcWatch.Agent.Inject;

/// <summary>A node of a YAML document, and where its text stands: without blank lines and comments behind it.</summary>
internal abstract record YamlNode(TextSpan Span, string? Anchor)
{
    /// <summary>A single value.</summary>
    public sealed record Scalar(TextSpan Span, string? Anchor, string Value, ScalarForm Form) : YamlNode(Span, Anchor)
    {
        /// <summary>A key with nothing behind it.</summary>
        public bool IsAbsent => Form == ScalarForm.Plain && Span.Start == Span.End;
    }

    /// <summary>A list; in flow form it has brackets.</summary>
    public sealed record Sequence(TextSpan Span, string? Anchor, bool IsFlow, IReadOnlyList<YamlItem> Items) : YamlNode(Span, Anchor);

    /// <summary>Keys and values; in flow form, as JSON is, it has braces.</summary>
    public sealed record Mapping(TextSpan Span, string? Anchor, bool IsFlow, IReadOnlyList<YamlEntry> Entries) : YamlNode(Span, Anchor)
    {
        public YamlNode? Find(string key) => Entry(key)?.Value;

        public YamlEntry? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key.Value == key);

        public string? Text(string key) => (Find(key) as Scalar)?.Value;
    }

    /// <summary>The same as another node: <c>*name</c>.</summary>
    public sealed record Alias(TextSpan Span, string Name) : YamlNode(Span, (string?)null);
}

/// <summary>How a scalar is written.</summary>
internal enum ScalarForm
{
    Plain,
    Quoted,

    /// <summary>On lines of its own, with | or &gt;.</summary>
    Block,
}

/// <summary>An item of a list.</summary>
/// <param name="Dash">Where its dash stands; of no meaning in flow form.</param>
/// <param name="Node">What it is.</param>
internal sealed record YamlItem(int Dash, YamlNode Node);

/// <summary>A key and its value.</summary>
internal sealed record YamlEntry(YamlNode.Scalar Key, YamlNode Value);
