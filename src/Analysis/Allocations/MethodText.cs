namespace GcWatch.Analysis.Allocations;

/// <summary>
/// A method's name as its author wrote it, from the one that the compiler gave it: async methods, iterators, lambdas, local functions. What does not
/// fit stays as it is. Without regular expressions, which nothing else in the native binary needs.
/// </summary>
internal static class MethodText
{
    public static string Readable(string frame) =>
        frame.Contains('<', StringComparison.Ordinal) ? OfStateMachine(frame) ?? OfLambda(frame) ?? OfLocalFunction(frame) ?? frame : frame;

    /// <summary><c>Type+&lt;Name&gt;d__5.MoveNext</c>.</summary>
    private static string? OfStateMachine(string frame)
    {
        int open = frame.IndexOf("+<", StringComparison.Ordinal);
        int close = open < 0 ? -1 : frame.IndexOf(">d", open, StringComparison.Ordinal);
        return close > 0 && frame.EndsWith(".MoveNext", StringComparison.Ordinal) ? Joined(frame[..open], frame[(open + 2)..close]) : null;
    }

    /// <summary><c>Type+&lt;&gt;c__DisplayClass12_0.&lt;Name&gt;b__3</c>, <c>Type+&lt;&gt;c.&lt;Name&gt;b__15_4</c>.</summary>
    private static string? OfLambda(string frame)
    {
        int closure = frame.IndexOf("+<>c", StringComparison.Ordinal);
        int close = frame.IndexOf(">b__", StringComparison.Ordinal);
        int open = close < 0 ? -1 : frame.LastIndexOf(".<", close, StringComparison.Ordinal);
        return closure > 0 && open > closure && Joined(frame[..closure], frame[(open + 2)..close]) is { } method ? $"{method} (lambda)" : null;
    }

    /// <summary><c>Type.&lt;Name&gt;g__Local|15_1</c>.</summary>
    private static string? OfLocalFunction(string frame)
    {
        int close = frame.IndexOf(">g__", StringComparison.Ordinal);
        int open = close < 0 ? -1 : frame.LastIndexOf(".<", close, StringComparison.Ordinal);
        int bar = close < 0 ? -1 : frame.IndexOf('|', close);
        return open > 0 && bar > 0 && Joined(frame[..open], frame[(open + 2)..close]) is { } method ? $"{method}.{frame[(close + 4)..bar]}" : null;
    }

    private static string? Joined(string type, string name) => name.Length > 0 && name.AsSpan().IndexOfAny('<', '>') < 0 ? $"{type}.{name}" : null;
}
