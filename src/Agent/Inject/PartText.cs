using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GcWatch.Agent.Inject;

/// <summary>Writes a <see cref="Part"/>: on lines of its own, or as JSON, which is YAML within brackets and braces.</summary>
internal static class PartText
{
    private const string PlainMarks = "-_./,;:@=[]'";

    private static readonly char[] Digits = [.. "0123456789"];

    /// <summary>What a reader of YAML 1.1 takes for a truth value or for nothing.</summary>
    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

    /// <summary>An entry of a mapping.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="value">Its value.</param>
    /// <param name="column">Where the mapping's keys begin.</param>
    /// <param name="indent">How far the dashes of a list are indented from its key.</param>
    public static IEnumerable<string> Entry(string key, Part value, int column, int indent)
    {
        string head = new string(' ', column) + key + ":";
        return value switch
        {
            Part.Map { Entries.Length: > 0 } map => [head, .. map.Entries.SelectMany(entry => Entry(entry.Key, entry.Value, column + 2, indent))],
            Part.List { Items.Length: > 0 } list => [head, .. list.Items.SelectMany(item => Item(item, column + indent, indent))],
            _ => [$"{head} {Single(value)}"],
        };
    }

    /// <summary>An item of a list, its dash at a column.</summary>
    public static IEnumerable<string> Item(Part item, int column, int indent)
    {
        string dash = new string(' ', column) + "- ";
        if (item is not Part.Map { Entries.Length: > 0 } map) return [dash + Single(item)];
        IEnumerable<string> lines = map.Entries.SelectMany(entry => Entry(entry.Key, entry.Value, column + 2, indent));
        return lines.Select((line, i) => i == 0 ? dash + line[(column + 2)..] : line);
    }

    public static string Json(Part part) => part switch
    {
        Part.Map map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{Quoted(entry.Key)}: {Json(entry.Value)}"))}}}",
        Part.List list => $"[{string.Join(", ", list.Items.Select(Json))}]",
        Part.Text text => Quoted(text.Value),
        Part.Number number => number.Value.ToString(CultureInfo.InvariantCulture),
        Part.Switch flag => flag.Value ? "true" : "false",
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "not a part"),
    };

    private static string Single(Part value) => value is Part.Text text && IsPlain(text.Value) ? text.Value : Json(value);

    private static bool IsPlain(string text) => IsQuantity(text)
        || (text is [var first, .., not ':'] && (char.IsAsciiLetter(first) || first == '/')
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || PlainMarks.Contains(letter, StringComparison.Ordinal))
            && !Words.Contains(text, StringComparer.OrdinalIgnoreCase));

    /// <summary>Such as 32Mi or 20m: a reader of YAML takes it for a text.</summary>
    private static bool IsQuantity(string text) => text.TrimStart(Digits) is "m" or "Ki" or "Mi" or "Gi" && char.IsAsciiDigit(text[0]);

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
