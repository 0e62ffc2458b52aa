namespace GcWatch.Analysis.Allocations;

/// <summary>
/// A type's name as allocation events spell it: <c>Namespace.Name`2[Argument,Argument]</c>, followed by <c>[]</c> or <c>[,]</c> for arrays. A nested
/// type comes without its declaring type and without a namespace; its arguments include those of the types around it.
/// </summary>
/// <param name="Definition">Without arguments, such as <c>System.Func`2</c>; of an array, its element's whole name.</param>
/// <param name="ArgumentCount">How many generic arguments it has.</param>
/// <param name="IsArray">Whether it is an array.</param>
public readonly record struct TypeName(string Definition, int ArgumentCount, bool IsArray)
{
    /// <summary>True if it has no namespace: nested in another type, or in the global namespace.</summary>
    public bool IsBare => Definition.StartsWith('<') || !Definition.Contains('.', StringComparison.Ordinal);

    public static TypeName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int last = text.LastIndexOf('[');
        if (last > 0 && text.EndsWith(']') && text.AsSpan(last + 1, text.Length - last - 2).Trim(',').IsEmpty) return new TypeName(text[..last], 0, IsArray: true);
        int open = ArgumentsStart(text);
        return open < 0 ? new TypeName(text, 0, IsArray: false) : new TypeName(text[..open], CountArguments(text.AsSpan(open + 1)), IsArray: false);
    }

    /// <summary>The bracket that opens the arguments: compilers' names hold brackets of other kinds only.</summary>
    private static int ArgumentsStart(string text) => text.EndsWith(']') ? text.IndexOf('[', StringComparison.Ordinal) : -1;

    private static int CountArguments(ReadOnlySpan<char> arguments)
    {
        int depth = 0;
        int count = 1;
        foreach (char letter in arguments)
        {
            if (letter == '[') depth++;
            else if (letter == ']') depth--;
            else if (letter == ',' && depth == 0) count++;
        }

        return count;
    }
}
