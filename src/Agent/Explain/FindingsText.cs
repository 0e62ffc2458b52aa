using GcWatch.Analysis.Findings;

namespace GcWatch.Agent.Explain;

/// <summary>Findings in lines for people: the dearest first, and what could not be judged last.</summary>
internal static class FindingsText
{
    public static IEnumerable<string> Lines(FindingsReport report) =>
        [.. report.Findings.SelectMany(Lines), .. Verdict(report), .. report.Unjudged.Length > 0 ? (string[])[Unjudged(report)] : []];

    private static IEnumerable<string> Lines(Finding finding, int index)
    {
        FindingDefinition definition = FindingDefinition.Of(finding.Kind);
        yield return FormattableString.Invariant($"finding {index + 1}    {definition.Title}: {finding.Sentence}");
        if (finding.Place is { } place) yield return FormattableString.Invariant($"  place      {place.Method}, {100 * place.Share:0} % of them");
        foreach (string evidence in finding.Evidence) yield return $"  evidence   {evidence}";
        foreach (string advice in finding.Advice) yield return $"  change     {advice}";
        yield return $"  more       {definition.Page}";
    }

    private static IEnumerable<string> Verdict(FindingsReport report)
    {
        if (!report.Findings.IsEmpty) yield break;
        yield return report.Judged == 0
            ? "findings     nothing can be said: too little was seen"
            : FormattableString.Invariant($"findings     nothing to change, by the {report.Judged} of {report.Inspections} kinds that could be judged");
    }

    private static string Unjudged(FindingsReport report) =>
        "not judged   " + string.Join("; ", report.Unjudged.GroupBy(one => one.Missing).Select(group => $"{string.Join(", ", group.Select(Title))} (needs {group.Key})"));

    private static string Title(Unjudged one) => FindingDefinition.Of(one.Kind).Title;
}
