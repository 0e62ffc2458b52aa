using System.Net;
using System.Text;

namespace GcWatch.Agent.Gate;

/// <summary>
/// A verdict as JUnit XML, the form that CI servers read: a test case for each line of the budget, and one for the watch itself. Written by
/// hand: XmlWriter would make the binary larger than all of this command does.
/// </summary>
internal static class JUnitReport
{
    private const string Suite = "gcwatch.budget";

    public static string Text(GateVerdict verdict)
    {
        VerdictLine[] limits = verdict.HasBudget ? [.. verdict.Lines] : [];
        int failures = limits.Count(line => line.IsBroken) + (verdict.Faults.Count > 0 ? 1 : 0);
        string[] lines =
        [
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "<testsuites>",
            $"  <testsuite name=\"{Suite}\" tests=\"{limits.Length + 1}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
            Case("Watched", verdict.Faults.Count > 0 ? string.Join("; ", verdict.Faults) : null),
            .. limits.Select(line => Case(line.Measure.Key, line.IsBroken ? line.Sentence() : null)),
            "  </testsuite>",
            "</testsuites>",
        ];
        return string.Join('\n', lines) + '\n';
    }

    private static string Case(string name, string? failure)
    {
        string begin = $"    <testcase classname=\"{Suite}\" name=\"{name}\" time=\"0\"";
        return failure is null ? $"{begin} />" : $"{begin}><failure message=\"{WebUtility.HtmlEncode(Clean(failure))}\" /></testcase>";
    }

    /// <summary>A process's name may hold what XML 1.0 may not (section 2.2, Char), and a line's end would be read back as a space.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) clean.Append(rune.Value < ' ' || rune.Value is 0xFFFE or 0xFFFF ? "?" : rune.ToString());
        return clean.ToString();
    }
}
