using System.IO.Enumeration;

namespace GcWatch.Agent.Options;

/// <summary>What a rule looks at.</summary>
internal enum SelectionSubject
{
    Name,
    CommandLine,
    Environment,
}

/// <summary>One rule of Targets.Include or Targets.Exclude.</summary>
/// <param name="Subject">What it looks at.</param>
/// <param name="Variable">The environment variable; empty for the other subjects.</param>
/// <param name="Pattern">What must match as a whole: * and ?, in any case.</param>
internal sealed record SelectionRule(SelectionSubject Subject, string Variable, string Pattern)
{
    /// <summary>Null if it is no rule.</summary>
    public static SelectionRule? Parse(string text)
    {
        string[] parts = text.Split(':', 2);
        string kind = parts.Length == 1 ? "name" : parts[0].Trim();
        string rest = parts[^1].Trim();
        if (rest.Length == 0) return null;
        if (kind != "env")
        {
            return kind is "name" or "cmd" ? new SelectionRule(kind == "name" ? SelectionSubject.Name : SelectionSubject.CommandLine, "", rest) : null;
        }

        string[] pair = rest.Split('=', 2);
        return pair.Length == 2 && pair[0].Length > 0 ? new SelectionRule(SelectionSubject.Environment, pair[0], pair[1]) : null;
    }

    public bool Matches(string text) => FileSystemName.MatchesSimpleExpression(Pattern, text);
}
