namespace GcWatch.Agent.Inject;

/// <summary>
/// A part of a YAML stream that can be read by itself. Three dashes at the beginning of a line are the end of whatever was before (YAML 1.2,
/// 9.1.2), so that no parser is needed to cut there.
/// </summary>
/// <param name="Text">The part; together they are the stream.</param>
/// <param name="FirstLine">The number of lines before it.</param>
internal sealed record DocumentText(string Text, int FirstLine)
{
    public static IEnumerable<DocumentText> Split(string stream)
    {
        (int start, int firstLine, int line) = (0, 0, 0);
        bool isBehindDirective = false;
        for (int at = 0; at < stream.Length; line++)
        {
            int end = stream.IndexOf('\n', at);
            string text = stream[at..(end < 0 ? stream.Length : end)].TrimEnd();
            if (IsStart(text) && !isBehindDirective && at > start)
            {
                yield return new DocumentText(stream[start..at], firstLine);
                (start, firstLine) = (at, line);
            }

            // A directive such as %YAML belongs to the document that it stands before.
            isBehindDirective = text.StartsWith('%') || (isBehindDirective && (text.Length == 0 || text[0] == '#'));
            at = end < 0 ? stream.Length : end + 1;
        }

        yield return new DocumentText(stream[start..], firstLine);
    }

    private static bool IsStart(string line) => line == "---" || line.StartsWith("--- ", StringComparison.Ordinal) || line.StartsWith("---\t", StringComparison.Ordinal);
}
