namespace GcWatch.Analysis.Allocations;

/// <summary>
/// A type's name as allocation events spell it: <c>Namespace.Name`2[Argument,Argument]</c>, followed by <c>[]</c> or <c>[,]</c> for arrays. A nested
/// type comes without its declaring type and without a namespace; its arguments include those of the types around it.
/// </summary>
/// <param name="Definition">Without arguments, such as <c>System.Func`2</c>; of an array, its element's whole name.</param>
/// <param name="Arguments">Its generic arguments, commas between; empty for none.</param>
/// <param name="IsArray">Whether it is an array.</param>
public readonly record struct TypeName(string Definition, string Arguments, bool IsArray)
{
    /// <summary>How many generic arguments it has.</summary>
    public int ArgumentCount => Arguments.Length == 0 ? 0 : Ends(Arguments).Count();

    /// <summary>True if it has no namespace: nested in another type, or in the global namespace.</summary>
    public bool IsBare => Definition.StartsWith('<') || !Definition.Contains('.', StringComparison.Ordinal);

    public static TypeName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int last = text.LastIndexOf('[');
        if (last > 0 && text.EndsWith(']') && text.AsSpan(last + 1, text.Length - last - 2).Trim(',').IsEmpty) return new TypeName(text[..last], "", IsArray: true);
        int open = ArgumentsStart(text);
        return open < 0 ? new TypeName(text, "", IsArray: false) : new TypeName(text[..open], text[(open + 1)..^1], IsArray: false);
    }

    /// <summary>One of its arguments, from 0 on; empty if it has fewer.</summary>
    public string Argument(int index)
    {
        int start = 0;
        foreach (int end in Ends(Arguments))
        {
            if (index-- == 0) return Arguments[start..end];
            start = end + 1;
        }

        return "";
    }

    /// <summary>The bracket that opens the arguments: compilers' names hold brackets of other kinds only.</summary>
    private static int ArgumentsStart(string text) => text.EndsWith(']') ? text.IndexOf('[', StringComparison.Ordinal) : -1;

    /// <summary>Where each argument ends.</summary>
    private static IEnumerable<int> Ends(string arguments)
    {
        int depth = 0;
        for (int at = 0; at < arguments.Length; at++)
        {
            if (arguments[at] == '[') depth++;
            else if (arguments[at] == ']') depth--;
            else if (arguments[at] == ',' && depth == 0) yield return at;
        }

        yield return arguments.Length;
    }
}
