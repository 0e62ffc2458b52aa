namespace GcWatch.Agent.Inject;

/// <summary>
/// <c>gcwatch inject</c> on a text: takes out what an earlier run has added, adds it as this version does, and makes sure that nothing
/// else has changed.
/// </summary>
internal static class Injection
{
    private const char ByteOrderMark = '\uFEFF';

    /// <exception cref="ManifestFault">The manifest cannot be read, or not be changed with certainty.</exception>
    public static InjectResult Of(string text, InjectRequest request)
    {
        if (text is [ByteOrderMark, .. var rest]) return Of(rest, request) is var inner ? inner with { Text = ByteOrderMark + inner.Text } : inner;
        string without = SidecarRemoval.Of(text);
        if (request.IsRemoval) return new InjectResult(without, without == text ? ["nothing is taken out: the input has nothing from gcwatch inject"] : []);
        InjectResult result = SidecarAddition.To(without, request);
        return IsOtherwiseSame(result.Text, without) ? result : throw new ManifestFault("the manifest is written in a way that cannot be changed with certainty");
    }

    /// <summary>Whether a text with the agent says what the one without says, but for the agent.</summary>
    private static bool IsOtherwiseSame(string with, string without)
    {
        try
        {
            return Sameness.Of(YamlReader.Read(SidecarRemoval.Of(with)), YamlReader.Read(without));
        }
        catch (ManifestFault)
        {
            return false;
        }
    }
}
