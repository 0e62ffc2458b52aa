using System.Text.RegularExpressions;

namespace GcWatch.Deploy.Tests.Dashboards;

/// <summary>A matcher, such as job=~"$job".</summary>
internal sealed record PromMatcher(string Label, string Operator, string Value);

/// <summary>What an expression takes from the server.</summary>
/// <param name="Metric">The name, or empty.</param>
/// <param name="Matchers">What stands in the braces.</param>
/// <param name="Range">What stands in the brackets right after, such as $__rate_interval; null for an instant.</param>
/// <param name="Function">The function that it is an argument of, or empty.</param>
internal sealed record PromSelector(string Metric, IReadOnlyList<PromMatcher> Matchers, string? Range, string Function);

/// <summary>
/// The selectors of a PromQL expression with Grafana's variables in it. That the expression is right otherwise is promtool's business: this
/// reads names, braces and brackets, and knows of the rest only what is no name of a metric.
/// </summary>
internal sealed partial class PromExpression
{
    private static readonly string[] Groupings = ["by", "without", "on", "ignoring", "group_left", "group_right"];
    private static readonly string[] Words = ["and", "or", "unless", "offset", "bool", "inf", "nan", "start", "end"];

    private readonly List<string> tokens;
    private readonly Stack<string> functions = new();
    private readonly List<PromSelector> selectors = [];
    private string aggregation = "";
    private int next;

    private PromExpression(string text) => tokens = [.. Token.Matches(text).Select(match => match.Value)];

    public static IReadOnlyList<PromSelector> SelectorsOf(string text)
    {
        var expression = new PromExpression(text);
        while (expression.next < expression.tokens.Count) expression.Advance();
        return expression.selectors;
    }

    private string Current() => next < tokens.Count ? tokens[next] : "";

    private static bool IsName(string token) => token.Length > 0 && (char.IsAsciiLetter(token[0]) || token[0] is '_' or ':');

    private void Advance()
    {
        string token = tokens[next++];
        switch (token)
        {
            case "(":
                functions.Push(aggregation);
                aggregation = "";
                break;
            case ")":
                functions.TryPop(out _);
                break;
            case "{":
                next--;
                AddSelector("");
                break;
            default:
                if (IsName(token)) ReadName(token);
                break;
        }
    }

    private void ReadName(string name)
    {
        if (Array.Exists(Words, word => word.Equals(name, StringComparison.OrdinalIgnoreCase))) return;
        if (Array.Exists(Groupings, grouping => grouping == name)) SkipLabels();
        else if (Current() is "(" or "by" or "without") aggregation = name;
        else AddSelector(name);
    }

    private void SkipLabels()
    {
        if (Current() != "(") return;
        while (next < tokens.Count && tokens[next++] != ")")
        {
        }
    }

    private void AddSelector(string metric)
    {
        List<PromMatcher> matchers = [];
        if (Current() == "{")
        {
            for (next++; next < tokens.Count && Current() != "}"; next++)
            {
                if (IsName(Current()) && next + 2 < tokens.Count) matchers.Add(new PromMatcher(Current(), tokens[next + 1], tokens[next + 2].Trim('"')));
            }

            next++;
        }

        string? range = null;
        if (Current().StartsWith('[')) range = tokens[next++].Trim('[', ']');
        selectors.Add(new PromSelector(metric, matchers, range, functions.TryPeek(out string? function) ? function : ""));
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|\[[^\]]*\]|\$\{[^}]*\}|\$\w+|[A-Za-z_:][\w:]*|\d[\w.]*|=~|!~|!=|==|>=|<=|\S
        """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Token { get; }
}
