namespace GcWatch.Agent.Inject;

/// <summary>A text and its lines, whatever ends them.</summary>
internal sealed class SourceText
{
    private readonly List<int> starts = [0];

    public SourceText(string text)
    {
        Text = text;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' && i + 1 < text.Length) starts.Add(i + 1);
        }
    }

    public string Text { get; }

    public int LineCount => starts.Count;

    /// <summary>The line that a character is on, from 0.</summary>
    public int LineOf(int offset)
    {
        int found = starts.BinarySearch(offset);
        return found < 0 ? ~found - 1 : found;
    }

    public int StartOf(int line) => starts[line];

    /// <summary>Where the next line begins, or the end of the text.</summary>
    public int EndOf(int line) => line + 1 < starts.Count ? starts[line + 1] : Text.Length;

    /// <summary>A line without what ends it.</summary>
    public ReadOnlySpan<char> Line(int line) => Text.AsSpan(starts[line], EndOf(line) - starts[line]).TrimEnd("\r\n");

    /// <summary>What ends a line; of a last line without an end, nothing.</summary>
    public string Terminator(int line)
    {
        int length = EndOf(line) - starts[line];
        return Text.Substring(starts[line] + Line(line).Length, length - Line(line).Length);
    }

    /// <summary>How far into its line a character is.</summary>
    public int ColumnOf(int offset) => offset - starts[LineOf(offset)];

    /// <summary>Whether there is nothing but spaces before it on its line.</summary>
    public bool IsFirstOnLine(int offset) => Text.AsSpan(starts[LineOf(offset)], ColumnOf(offset)).IsWhiteSpace();

    /// <summary>Whether there is nothing but a comment behind it on its line.</summary>
    public bool IsLastOnLine(int offset)
    {
        ReadOnlySpan<char> rest = Text.AsSpan(offset, EndOf(LineOf(offset)) - offset).Trim();
        return rest.IsEmpty || rest[0] == '#';
    }

    /// <summary>The last of the comment lines right behind a line that are indented at least so far; the line itself if there is none.</summary>
    public int LastCommentAfter(int line, int indent)
    {
        while (line + 1 < starts.Count && IsComment(Line(line + 1), indent)) line++;
        return line;
    }

    private static bool IsComment(ReadOnlySpan<char> line, int indent)
    {
        ReadOnlySpan<char> text = line.TrimStart(' ');
        return text is ['#', ..] && line.Length - text.Length >= indent;
    }
}
