using System.Text;

namespace GcWatch.Agent.Inject;

/// <summary>Changes of a text, made all at once: what is not named stays as it is, to the byte.</summary>
internal sealed class TextChanges(SourceText source)
{
    private readonly List<Change> changes = [];
    private readonly SortedSet<int> removed = [];

    /// <summary>Puts lines behind a line, ended as it is; behind a last line without an end, the last of them has none either.</summary>
    /// <param name="line">The line.</param>
    /// <param name="lines">What comes behind it.</param>
    /// <param name="depth">Of several behind the same line the deepest come first.</param>
    public void InsertAfter(int line, IEnumerable<string> lines, int depth)
    {
        string end = source.Terminator(line);
        string text = end.Length > 0 ? string.Concat(lines.Select(added => added + end)) : string.Concat(lines.Select(added => UsualEnd + added));
        changes.Add(new Change(new TextSpan(source.EndOf(line), source.EndOf(line)), text, depth));
    }

    public void RemoveLines(int first, int last) => removed.UnionWith(Enumerable.Range(first, last - first + 1));

    public void Replace(TextSpan span, string text) => changes.Add(new Change(span, text, int.MaxValue));

    /// <summary>The text with all changes.</summary>
    public string Apply()
    {
        IEnumerable<Change> all = changes.Concat(Removals()).OrderBy(change => change.Span.Start).ThenByDescending(change => change.Depth);
        var text = new StringBuilder();
        int at = 0;
        foreach (Change change in all)
        {
            if (change.Span.Start < at) throw new ManifestFault("two changes meet here", source.LineOf(change.Span.Start) + 1);
            text.Append(source.Text, at, change.Span.Start - at).Append(change.Text);
            at = change.Span.End;
        }

        return text.Append(source.Text, at, source.Text.Length - at).ToString();
    }

    /// <summary>How the text ends its lines.</summary>
    private string UsualEnd => source.Terminator(0) is { Length: > 0 } end ? end : "\n";

    /// <summary>Whole lines; with a last line that has no end goes the end of the line before it.</summary>
    private IEnumerable<Change> Removals()
    {
        foreach (int line in removed)
        {
            bool isFirst = !removed.Contains(line - 1);
            int last = line;
            while (removed.Contains(last + 1)) last++;
            if (!isFirst) continue;
            bool isOpenEnd = last == source.LineCount - 1 && source.Terminator(last).Length == 0 && line > 0;
            int start = source.StartOf(line) - (isOpenEnd ? source.Terminator(line - 1).Length : 0);
            yield return new Change(new TextSpan(start, source.EndOf(last)), "", 0);
        }
    }

    private sealed record Change(TextSpan Span, string Text, int Depth);
}
