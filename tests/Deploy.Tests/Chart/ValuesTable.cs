using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Chart;

/// <summary>
/// The table of the README from values.yaml: a comment that begins with "--" describes the key below it, and all that is in that key. Each value has one, its own or one above it.
/// </summary>
internal static partial class ValuesTable
{
    public static string Of(string valuesYaml)
    {
        JsonNode? values = YamlTree.ReadOne(valuesYaml);
        IEnumerable<string> rows =
            from entry in Described(valuesYaml)
            let value = entry.Path.Split('.').Aggregate(values, (node, key) => node?[key])
            select $"| `{entry.Path}` | {Kind(value)} | {Default(value)} | {entry.Text} |";
        return string.Join('\n', ["| value | type | default | meaning |", "|---|---|---|---|", .. rows]) + "\n";
    }

    /// <summary>The values that no comment describes.</summary>
    public static IEnumerable<string> Undescribed(string valuesYaml)
    {
        string[] described = [.. Described(valuesYaml).Select(entry => entry.Path)];
        return Leaves(YamlTree.ReadOne(valuesYaml), "").Where(leaf => !described.Any(path => leaf == path || leaf.StartsWith($"{path}.", StringComparison.Ordinal)));
    }

    /// <summary>The values that a comment describes, and what it says.</summary>
    public static IEnumerable<(string Path, string Text)> Described(string valuesYaml)
    {
        var path = new List<(int Indent, string Key)>();
        string? text = null;
        foreach (string line in valuesYaml.Split('\n'))
        {
            if (Comment.Match(line) is { Success: true } comment)
            {
                bool isFirst = comment.Groups["first"].Success;
                if (isFirst || text is not null) text = isFirst ? comment.Groups["text"].Value : $"{text} {comment.Groups["text"].Value}";
            }
            else if (Key.Match(line) is { Success: true } key)
            {
                int indent = key.Groups["indent"].Length;
                path.RemoveAll(part => part.Indent >= indent);
                path.Add((indent, key.Groups["key"].Value));
                if (text is not null) yield return (string.Join('.', path.Select(part => part.Key)), text);
                text = null;
            }
        }
    }

    private static IEnumerable<string> Leaves(JsonNode? node, string path) => node is JsonObject { Count: > 0 } map
        ? map.SelectMany(pair => Leaves(pair.Value, path.Length == 0 ? pair.Key : $"{path}.{pair.Key}"))
        : [path];

    private static string Kind(JsonNode? value) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Object => "map",
        JsonValueKind.Array => "list",
        JsonValueKind.True or JsonValueKind.False => "yes or no",
        JsonValueKind.Number => "number",
        _ => "text",
    };

    private static string Default(JsonNode? value) => value?.ToJsonString() is { } json and not "\"\"" ? $"`{json}`" : "none";

    [GeneratedRegex("""^\s*# (?<first>-- )?(?<text>.*)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment { get; }

    [GeneratedRegex("""^(?<indent> *)(?<key>[A-Za-z][\w.]*):""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key { get; }
}
