using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GcWatch.Agent.Inject;

/// <summary>
/// Reads the documents of a YAML stream with the place of each node. Only the parser of YamlDotNet is used (docs/decisions/0020-inject.md).
/// </summary>
internal sealed class YamlReader
{
    /// <summary>Far more than any manifest has; a deeper one would exhaust the stack.</summary>
    private const int MostDepth = 100;

    private readonly Parser parser;
    private readonly string text;
    private readonly DashScanner scanner;

    private YamlReader(string text)
    {
        this.text = text;
        scanner = new DashScanner(new Scanner(new StringReader(text)));
        parser = new Parser(scanner);
    }

    /// <exception cref="ManifestFault">The text is not YAML, or YAML that no manifest has.</exception>
    public static IReadOnlyList<YamlNode> Read(string text)
    {
        var reader = new YamlReader(text);
        try
        {
            return reader.Documents();
        }
        catch (SyntaxErrorException malformed)
        {
            throw Fault(text, reader.scanner.CurrentPosition, NotYaml(malformed));
        }
        catch (YamlException malformed)
        {
            throw Fault(text, malformed.End, NotYaml(malformed));
        }
        catch (InvalidOperationException)
        {
            // The scanner's own, of some texts that are no YAML.
            throw Fault(text, reader.scanner.CurrentPosition, "not valid YAML");
        }
    }

    private static string NotYaml(YamlException malformed) => $"not valid YAML: {malformed.Message.TrimEnd('.')}";

    private static ManifestFault Fault(string text, Mark mark, string what)
    {
        string hint = text.Contains("{{", StringComparison.Ordinal) ? "; a Helm template must be rendered first: helm template … | gcwatch inject" : "";
        return new ManifestFault($"{what.ReplaceLineEndings(" ")}{hint}", mark.Line);
    }

    private List<YamlNode> Documents()
    {
        var documents = new List<YamlNode>();
        while (parser.MoveNext())
        {
            if (parser.Current is not DocumentStart) continue;
            parser.MoveNext();
            documents.Add(Node(0));
        }

        return documents;
    }

    /// <summary>The node whose first event is the current one; its last event is the current one then.</summary>
    private YamlNode Node(int depth)
    {
        if (depth > MostDepth) throw Fault(text, Current.Start, "nested too deeply for a manifest");
        return Current switch
        {
            Scalar scalar => new YamlNode.Scalar(SpanOf(scalar), Name(scalar.Anchor), scalar.Value, FormOf(scalar.Style)),
            AnchorAlias alias => new YamlNode.Alias(SpanOf(alias), alias.Value.Value),
            SequenceStart list => Sequence(list, depth),
            MappingStart map => Mapping(map, depth),
            _ => throw Fault(text, Current.Start, "not a document"),
        };
    }

    private YamlNode.Sequence Sequence(SequenceStart start, int depth)
    {
        bool isFlow = start.Style == SequenceStyle.Flow;
        var items = new List<YamlItem>();
        while (Next() is not SequenceEnd)
        {
            YamlNode node = Node(depth + 1);
            items.Add(new YamlItem(isFlow ? node.Span.Start : scanner.DashBefore(node.Span.Start), node));
        }

        int end = isFlow ? EndOfFlow(']', items.LastOrDefault()?.Node) : items[^1].Node.Span.End;
        return new YamlNode.Sequence(new TextSpan((int)start.Start.Index, end), Name(start.Anchor), isFlow, items);
    }

    private YamlNode.Mapping Mapping(MappingStart start, int depth)
    {
        bool isFlow = start.Style == MappingStyle.Flow;
        var entries = new List<YamlEntry>();
        while (Next() is not MappingEnd)
        {
            if (Node(depth + 1) is not YamlNode.Scalar key) throw Fault(text, Current.Start, "a key is no text");
            Next();
            entries.Add(new YamlEntry(key, Node(depth + 1)));
        }

        int end = isFlow ? EndOfFlow('}', entries.LastOrDefault()?.Value) : entries[^1].Value.Span.End;
        return new YamlNode.Mapping(new TextSpan((int)start.Start.Index, end), Name(start.Anchor), isFlow, entries);
    }

    private ParsingEvent Current => parser.Current ?? throw new ManifestFault("the input breaks off");

    private ParsingEvent Next()
    {
        parser.MoveNext();
        return Current;
    }

    private static string? Name(AnchorName anchor) => anchor.IsEmpty ? null : anchor.Value;

    private static ScalarForm FormOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => ScalarForm.Quoted,
        ScalarStyle.Literal or ScalarStyle.Folded => ScalarForm.Block,
        _ => ScalarForm.Plain,
    };

    /// <summary>Behind the bracket that the parser is at; a pair in a list needs no braces, and ends with its value.</summary>
    private int EndOfFlow(char bracket, YamlNode? last)
    {
        int end = (int)Current.Start.Index;
        return end < text.Length && text[end] == bracket ? end + 1 : last?.Span.End ?? end;
    }

    private TextSpan SpanOf(ParsingEvent node)
    {
        // An empty last document stands behind the text's end.
        (int start, int end) = (Math.Min((int)node.Start.Index, text.Length), Math.Min((int)node.End.Index, text.Length));
        bool isBlock = node is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded };
        return new TextSpan(start, isBlock ? EndOfBlock(start, end) : start + text.AsSpan(start, end - start).TrimEnd().Length);
    }

    /// <summary>The parser's end lies behind blank lines, which belong to the scalar only where its header has a plus.</summary>
    private int EndOfBlock(int start, int end)
    {
        ReadOnlySpan<char> block = text.AsSpan(start, end - start);
        ReadOnlySpan<char> header = block[..(block.IndexOf('\n') is >= 0 and int line ? line : block.Length)];
        if (header.IndexOf('#') is >= 0 and int comment) header = header[..comment];
        if (header.TrimEnd() is not [.., '+'] && !header.Contains("|+", StringComparison.Ordinal) && !header.Contains(">+", StringComparison.Ordinal))
        {
            return start + block.TrimEnd().Length;
        }

        // Back over the indentation of what follows, and over the end of the last line.
        int kept = block.TrimEnd(' ').Length;
        if (kept > 0 && block[kept - 1] == '\n') kept--;
        if (kept > 0 && block[kept - 1] == '\r') kept--;
        return start + kept;
    }
}
