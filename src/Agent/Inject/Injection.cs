using System.Text;

namespace GcWatch.Agent.Inject;

/// <summary>
/// <c>gcwatch inject</c> on a text: takes out what an earlier run has added, adds it as this version does, and makes sure that nothing
/// else has changed. One document after the other, as a stream of many may be large.
/// </summary>
internal static class Injection
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="ManifestFault">The manifest cannot be read, or not be changed with certainty.</exception>
    public static InjectResult Of(string text, InjectRequest request)
    {
        if (text is [ByteOrderMark, .. var rest]) return Of(rest, request) is var inner ? inner with { Text = ByteOrderMark + inner.Text } : inner;
        var whole = new StringBuilder();
        var notes = new List<string>();
        int pods = 0;
        foreach (DocumentText document in DocumentText.Split(text))
        {
            InjectedDocument injected = Of(document, request);
            whole.Append(injected.Text);
            notes.AddRange(injected.Notes);
            pods += injected.Pods;
        }

        if (pods == 0 && !request.IsRemoval && request.Containers.Count > 0) throw new ManifestFault($"no pod in the input has a container {string.Join(" or ", request.Containers)}");
        if (pods == 0 && !request.IsRemoval) notes.Add("nothing is added: the input has no pod with a container");
        string result = whole.ToString();
        if (request.IsRemoval && result == text) notes.Add("nothing is taken out: the input has nothing from gcwatch inject");
        return new InjectResult(result, notes);
    }

    private static InjectedDocument Of(DocumentText document, InjectRequest request)
    {
        try
        {
            string without = SidecarRemoval.Of(document.Text);
            if (request.IsRemoval) return new InjectedDocument(without, [], 0);
            InjectedDocument with = SidecarAddition.To(without, request);
            return with.Pods == 0 || IsOtherwiseSame(with.Text, without) ? with : throw new ManifestFault("written in a way that cannot be changed with certainty", 1);
        }
        catch (ManifestFault fault) when (fault.Line is { } line)
        {
            throw new ManifestFault($"line {document.FirstLine + line}: {fault.Message}");
        }
    }

    /// <summary>Whether a text with the agent says what the one without says, but for the agent.</summary>
    private static bool IsOtherwiseSame(string with, string without)
    {
        try
        {
            string again = SidecarRemoval.Of(with);
            return again == without || Sameness.Of(YamlReader.Read(again), YamlReader.Read(without));
        }
        catch (ManifestFault)
        {
            return false;
        }
    }
}

/// <summary>A document with the agent.</summary>
/// <param name="Text">It.</param>
/// <param name="Notes">What its user should know, a sentence each.</param>
/// <param name="Pods">How many pods of it have the agent.</param>
internal sealed record InjectedDocument(string Text, IReadOnlyList<string> Notes, int Pods);
