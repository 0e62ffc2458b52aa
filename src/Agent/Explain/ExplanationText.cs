using System.Globalization;
using GcWatch.Analysis;
using GcWatch.Analysis.Findings;

namespace GcWatch.Agent.Explain;

/// <summary>An explanation for people.</summary>
internal static class ExplanationText
{
    public static IEnumerable<string> Lines(Explanation explanation) =>
        [Heading(explanation), Heap(explanation.Span.Report), Place(explanation.Span.Surroundings), .. FindingsText.Lines(explanation.Report)];

    private static string Heading(Explanation explanation)
    {
        TargetTotals totals = explanation.Span.Report.Totals;
        return Line($"{explanation.Target.Name}, process {explanation.Target.Pid}, .NET {explanation.Target.Runtime.Version}: watched for {explanation.Span.Length.TotalSeconds:0.0} s{(explanation.HasEnded ? ", until it ended" : "")}, {totals.CycleCount} collections, {100 * explanation.Span.Share(totals.PauseTime):0.0} % of the time in pauses");
    }

    private static string Heap(GcReport report) => report.Heap is { } heap
        ? Line($"heap         {heap.SizeAfterBytes / 1e6:0.0} MB after the last collection, {heap.HeapCount} heaps")
        : "heap         not known: no collection was seen";

    private static string Place(TargetSurroundings place)
    {
        string cpu = place.CpuLimit is { } limit ? Line($"{limit:0.##} processors") : "processors not known";
        string memory = place.MemoryLimitBytes is { } bytes ? Line($"{bytes / 1e6:0} MB of memory") : "memory limit not known";
        return $"surroundings {string.Join(", ", [cpu, memory, .. place.Variables.Select(pair => $"{pair.Key}={pair.Value}")])}";
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
